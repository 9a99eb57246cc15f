/** One post of an organization's blog. */
export interface Post {
  id: string
  title: string
  body: string
  /** Id of the credential that wrote it; `null` for the posts that were there from the start. */
  createdBy: string | null
  createdAt: string
}

/** Posts in memory, one list per organization; nothing reaches across. */
export interface Posts {
  /** All posts of one organization, newest first. */
  list(organizationId: string): readonly Post[]
  create(post: { organizationId: string; title: string; body: string; createdBy: string }): Post
}

const keptPerOrganization = 100

const seed: Record<string, readonly Post[]> = {
  org_northwind: [
    {
      id: 'post_3',
      title: 'Cold-chain sensors, one year on',
      body: 'Twelve months of readings from 340 trucks, and what we stopped measuring.',
      createdBy: null,
      createdAt: '2026-11-03T08:30:00.000Z',
    },
    {
      id: 'post_2',
      title: 'Why our warehouse map is a graph',
      body: 'Shelves are nodes, aisles are edges, and the shortest path is lunch.',
      createdBy: null,
      createdAt: '2026-09-18T14:05:00.000Z',
    },
  ],
  org_globex: [
    {
      id: 'post_1',
      title: 'Teaching a gripper to be gentle',
      body: 'Eggs, light bulbs and one very old violin: force control in three experiments.',
      createdBy: null,
      createdAt: '2026-10-21T10:00:00.000Z',
    },
  ],
}

/** Makes the store, with a few posts for the organizations of the local WorkOS. Each keeps its newest 100. */
export const createPosts = ({
  id = () => `post_${crypto.randomUUID()}`,
  now = Date.now,
}: {
  id?: () => string
  now?: () => number
} = {}): Posts => {
  const byOrganization = new Map<string, readonly Post[]>(Object.entries(seed))
  const list = (organizationId: string): readonly Post[] => byOrganization.get(organizationId) ?? []
  return {
    list,
    create: ({ organizationId, title, body, createdBy }) => {
      const post = { id: id(), title, body, createdBy, createdAt: new Date(now()).toISOString() }
      byOrganization.set(organizationId, [post, ...list(organizationId)].slice(0, keptPerOrganization))
      return post
    },
  }
}
