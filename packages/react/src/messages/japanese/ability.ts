import type { ability as english } from '../english/ability.ts'

const verbs: Readonly<Record<string, string>> = {
  read: '読み取り',
  write: '書き込み',
  create: '作成',
  update: '変更',
  delete: '削除',
  manage: '管理',
}

/** The sentence that says what a key can do. */
export const ability: typeof english = {
  sentence: until => ({
    before: 'このキーでできること：',
    after: until === null ? '（取り消されるまで）。' : `（${until}まで）。`,
  }),
  none: 'このキーは、持ち主を示すことしかできません。できることを選んでください。',
  more: (count, { number }) => `ほか${number(count)}件`,
  of: (actions, resources, { list }) =>
    `${list(resources)} の${list(actions.map(({ slug }) => verbs[slug] ?? slug.replaceAll(/[-_]/g, ' ')))}`,
}
