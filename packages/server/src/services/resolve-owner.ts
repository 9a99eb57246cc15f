import type { FieldError, Person } from '@keydesk/contract'
import type { ServiceCall, ServiceContext } from './service-context.ts'

/** The member who is to own a credential: the actor where nobody is named, null for somebody who is no member. */
export const resolveOwner = async (
  { members }: ServiceContext,
  { actor, signal }: ServiceCall,
  ownerId: string | undefined,
): Promise<Person | null> => {
  const { id, name, email } = actor.person
  if (ownerId === undefined || ownerId === id) return { id, name, email }
  const people = await members(actor, { search: '', limit: Number.POSITIVE_INFINITY, signal })
  const owner = people.find(person => person.id === ownerId)
  return owner ? { id: owner.id, name: owner.name, email: owner.email } : null
}

/** What is said of an owner who is no member. */
export const notAMember: FieldError = {
  pointer: '#/ownerId',
  code: 'not_a_member',
  detail: 'The owner must be a member of the organization.',
}
