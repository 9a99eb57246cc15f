import type { ability as english } from '../english/ability.ts'

const verbs: Readonly<Record<string, string>> = {
  read: 'lesen',
  write: 'schreiben',
  create: 'anlegen',
  update: 'ändern',
  delete: 'löschen',
  manage: 'verwalten',
}

/** The sentence that says what a key can do. */
export const ability: typeof english = {
  sentence: until => ({
    before: 'Dieser Schlüssel darf: ',
    after: until === null ? ', bis ihn jemand widerruft.' : `, bis ${until}.`,
  }),
  none: 'Dieser Schlüssel kann sagen, wem er gehört, und sonst nichts. Wählen Sie, was er darf.',
  more: (count, { number }) => `${number(count)} weitere Dinge tun`,
  of: (actions, resources, { list }) =>
    `${list(resources)} ${list(actions.map(({ slug }) => verbs[slug] ?? slug.replaceAll(/[-_]/g, ' ')))}`,
}
