/** What the overview shows of one publication. Made up: numbers are the host product's business, not Keydesk's. */
export interface Figures {
  summary: readonly { label: string; value: string; change: string }[]
  /** Readers on each of the last 28 days. */
  readers: readonly number[]
  posts: readonly { title: string; author: string; published: string; readers: string }[]
}

const northwind: Figures = {
  summary: [
    { label: 'Readers, 28 days', value: '18,240', change: '12 % more than before' },
    { label: 'Finished reading', value: '64 %', change: '3 points more than before' },
    { label: 'Comments', value: '312', change: '8 wait for an answer' },
    { label: 'Posts', value: '47', change: '2 new this month' },
  ],
  readers: [
    520, 548, 610, 702, 688, 431, 398, 560, 605, 641, 730, 715, 455, 420, 590, 634, 812, 905, 842, 520, 486,
    640, 702, 768, 861, 834, 540, 603,
  ],
  posts: [
    {
      title: 'Cold-chain sensors, one year on',
      author: 'Ingrid Solberg',
      published: '3 Nov',
      readers: '4,812',
    },
    {
      title: 'Why our warehouse map is a graph',
      author: 'Mateo Fuentes',
      published: '18 Sep',
      readers: '9,377',
    },
    { title: 'What a late truck costs', author: 'Ingrid Solberg', published: '2 Sep', readers: '3,041' },
  ],
}

const globex: Figures = {
  summary: [
    { label: 'Readers, 28 days', value: '6,905', change: '4 % fewer than before' },
    { label: 'Finished reading', value: '71 %', change: '1 point more than before' },
    { label: 'Comments', value: '88', change: 'All answered' },
    { label: 'Posts', value: '19', change: '1 new this month' },
  ],
  readers: [
    260, 245, 270, 281, 262, 150, 141, 255, 248, 322, 298, 274, 166, 152, 241, 260, 277, 251, 239, 148, 139,
    232, 268, 290, 276, 258, 171, 231,
  ],
  posts: [
    {
      title: 'Teaching a gripper to be gentle',
      author: 'Tobias Brandt',
      published: '21 Oct',
      readers: '2,954',
    },
    { title: 'Forty welds a minute', author: 'Tobias Brandt', published: '7 Oct', readers: '1,480' },
    { title: 'The quiet conveyor', author: 'Lena Okafor', published: '12 Sep', readers: '1,102' },
  ],
}

/** The figures of an organization; one that is not of the seed sees Northwind's. */
export const figuresOf = (organizationId: string): Figures =>
  organizationId === 'org_globex' ? globex : northwind
