import type { Person } from '@keydesk/contract'

/** What a person is called: by their address where they have no name. */
export const describePerson = ({ name, email }: Pick<Person, 'name' | 'email'>): string => name || email
