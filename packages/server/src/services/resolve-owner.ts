import type { FieldError, Person } from '@keydesk/contract'
import { welcomeBack } from './membership.ts'
import type { ServiceCall, ServiceContext } from './service-context.ts'

/** The member who is to own a credential: the actor where nobody is named, null for somebody who is no member. */
export const resolveOwner = async (
  context: ServiceContext,
  { actor, signal, requestId }: ServiceCall,
  ownerId: string | undefined,
): Promise<Person | null> => {
  const { id, name, email } = actor.person
  const organizationId = actor.organization.id
  if (ownerId === undefined || ownerId === id) {
    await welcomeBack(context, { organizationId, people: [actor.person], requestId })
    return { id, name, email }
  }
  const people = await context.members(actor, { search: '', limit: Number.POSITIVE_INFINITY, signal })
  const owner = people.find(person => person.id === ownerId)
  if (owner) await welcomeBack(context, { organizationId, people: [owner], requestId })
  return owner ? { id: owner.id, name: owner.name, email: owner.email } : null
}

/** What is said of an owner who is no member. */
export const notAMember: FieldError = {
  pointer: '#/ownerId',
  code: 'not_a_member',
  detail: 'The owner must be a member of the organization.',
}
