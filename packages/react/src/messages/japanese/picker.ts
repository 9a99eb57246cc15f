import type { picker as english } from '../english/picker.ts'

/** The permission picker. */
export const picker: typeof english = {
  label: 'できること',
  search: '権限を検索',
  presets: 'まとめて選ぶ',
  all: '自分の権限すべて',
  readOnly: '読み取りのみ',
  clear: 'クリア',
  oneByOne: '個別に選ぶ',
  together: 'まとめて選ぶ',
  selectMatching: (count, { number }) => `該当する${number(count)}件を選ぶ`,
  chosen: (count, { number }) => `${number(count)}件の権限を選択中`,
  ofGroup: (count, total, { number }) => `${number(total)}件中${number(count)}件`,
  noMatch: search => `「${search}」に合う権限はありません。`,
  none: 'なし',
  read: '読み取り',
  write: '書き込み',
  notHeld: 'あなたはこの権限を持っていません',
  notHeldAny: 'あなたはこれらの権限を持っていません',
  loading: '権限を読み込んでいます',
  empty: '選べる権限がありません。',
  other: 'その他',
}
