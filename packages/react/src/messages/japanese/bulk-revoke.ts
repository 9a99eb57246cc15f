import type { bulkRevoke as english } from '../english/bulk-revoke.ts'

/** The dialog that revokes several keys. */
export const bulkRevoke: typeof english = {
  title: (count, { number }) => `${number(count)}件のキーを取り消しますか？`,
  used: (count, { number }) =>
    `このうち${number(count)}件は、過去7日間に使われています。使っているものは、すぐに動かなくなります。`,
  unused: '過去7日間に使われたキーはありません。使っているものがあれば、すぐに動かなくなります。',
  keys: '対象のキー',
  confirm: '確認のため、キーの件数を入力してください',
  mismatch: (count, { number }) => `キーは${number(count)}件です。`,
  outcomes: {
    revoked: '取り消し済み',
    not_found: 'すでにありませんでした',
    failed: '取り消せませんでした',
  },
  someFailed: (count, { number }) => `${number(count)}件のキーを取り消せませんでした。`,
  close: '完了',
  done: (count, { number }) => `${number(count)}件のキーを取り消しました。`,
}
