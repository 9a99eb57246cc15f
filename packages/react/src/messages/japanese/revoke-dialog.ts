import type { revokeDialog as english } from '../english/revoke-dialog.ts'

/** The dialog that revokes one key. */
export const revokeDialog: typeof english = {
  title: name => `「${name}」を取り消しますか？`,
  used: when => `最終使用は${when}です。使っているものは、すぐに動かなくなります。`,
  unused: '使われた記録はありません。使っているものがあれば、すぐに動かなくなります。',
  ended: 'すでに使えません。取り消すと一覧から消えます。',
  final: '元には戻せません。',
  confirm: '確認のため名前を入力してください',
  mismatch: 'キーの名前と違います。',
  later: '24 時間後にする',
  submit: '取り消す',
  submitting: '取り消しています…',
  done: name => `「${name}」を取り消しました。`,
}
