import type { Organization, Person } from '@keydesk/contract'

const person = (id: string, name: string, domain = 'northwind.test'): Person => ({
  id: `user_${id}`,
  name,
  email: `${id}@${domain}`,
})

/** Whose screen it is. */
export const ada = person('ada', 'Ada Moreau')
export const grace = person('grace', 'Grace Lindqvist')
export const tomas = person('tomas', 'Tomás Ferreira')
export const layla = person('layla', 'ليلى حداد')

/** Who can own a key. */
export const members: Person[] = [
  ada,
  grace,
  tomas,
  layla,
  person('haruto', '田中 陽翔'),
  person('ines', 'Inès Garnier'),
  person('jonas', 'Jonas Weiß'),
  person('priya', 'Priya Raghunathan'),
]

export const northwind: Organization = { id: 'org_northwind', name: 'Northwind Labs' }
