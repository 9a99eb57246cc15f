import type { Permission } from '@keydesk/contract'
import type { ability } from '../messages/english/ability.ts'
import type { Formats } from '../messages/formats.ts'
import { groupPermissions, type PermissionAction, toWords } from './group-permissions.ts'

/** As many resources as a reader takes in. */
const most = 6

/** What the chosen permissions amount to, as the middle of a sentence: "read and write posts, and read analytics". Empty for none. */
export const describeAbility = (
  permissions: readonly Permission[],
  selected: ReadonlySet<string>,
  { words, formats }: { words: typeof ability; formats: Formats },
): string => {
  const clauses = new Map<string, { actions: PermissionAction[]; resources: string[] }>()
  const named: string[] = []
  const chosen = groupPermissions(permissions.filter(({ slug }) => selected.has(slug))).flatMap(group =>
    group.resource === '' ? group.actions.map(action => ({ resource: '', actions: [action] })) : [group],
  )
  const shown = chosen.length > most + 1 ? chosen.slice(0, most) : chosen
  for (const group of shown) {
    if (group.resource === '') {
      named.push(...group.actions.map(({ permission }) => permission.name))
      continue
    }
    const verbs = group.actions.map(action => action.slug).join(' ')
    const clause = clauses.get(verbs) ?? { actions: group.actions, resources: [] }
    clause.resources.push(toWords(group.resource))
    clauses.set(verbs, clause)
  }
  const spoken = [...clauses.values()].map(({ actions, resources }) => words.of(actions, resources, formats))
  const rest = chosen.slice(shown.length).flatMap(({ actions }) => actions).length
  return formats.list([...spoken, ...named, ...(rest > 0 ? [words.more(rest, formats)] : [])])
}
