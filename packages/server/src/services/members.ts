import type { List, Person } from '@keydesk/contract'
import type { MembersPort } from '../actor.ts'
import type { WorkosGateway } from '../workos/gateway.ts'
import { welcomeBack } from './membership.ts'
import type { ServiceCall, ServiceContext } from './service-context.ts'

/** Lists who can own a credential; only the contract's fields of the host's objects go out. */
export const listMembers = async (
  context: ServiceContext,
  { actor, signal, requestId }: ServiceCall,
  { search, limit }: { search: string; limit: number },
): Promise<List<Person>> => {
  const people = await context.members(actor, { search, limit, signal })
  await welcomeBack(context, { organizationId: actor.organization.id, people, requestId })
  return { data: people.slice(0, limit).map(({ id, name, email }) => ({ id, name, email })) }
}

/** The members port of a host whose people are WorkOS's: the active members of the actor's organization. */
export const workosMembers =
  (workos: WorkosGateway): MembersPort =>
  async (actor, { search, limit, signal }) => {
    const wanted = search.toLowerCase()
    const found: Person[] = []
    for await (const page of workos.listMemberships({ organizationId: actor.organization.id, signal })) {
      for (const { person } of page) {
        if (person && `${person.name}\n${person.email}`.toLowerCase().includes(wanted)) found.push(person)
        if (found.length === limit) return found
      }
    }
    return found
  }
