import type { PermissionAction } from '../../credentials/group-permissions.ts'
import type { Formats } from '../formats.ts'

/** The sentence that says what a key can do. */
export const ability = {
  /** What stands before and after what the key can do. */
  sentence: (until: string | null) => ({
    before: 'This key will be able to ',
    after: until === null ? ', until somebody revokes it.' : `, until ${until}.`,
  }),
  none: 'This key will be able to say who it belongs to, and nothing else. Choose what it can do.',
  /** The rest of what is too long for a sentence; two at least. */
  more: (count: number, { number }: Formats) => `do ${number(count)} more things`,
  of: (actions: PermissionAction[], resources: string[], { list }: Formats) =>
    `${list(actions.map(({ slug }) => slug.replaceAll(/[-_]/g, ' ')))} ${list(resources)}`,
}
