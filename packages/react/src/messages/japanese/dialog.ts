import type { dialog as english } from '../english/dialog.ts'

/** What every dialog says. */
export const dialog: typeof english = {
  close: '閉じる',
  cancel: 'キャンセル',
  signInAgain: 'もう一度サインイン',
  kept: '入力した内容は、戻ったときにそのまま残っています。',
  willStop: (name, when) => `「${name}」は${when}に停止します。`,
  lastUsed: when => `最終使用：${when}。`,
  neverUsed: '分かっている範囲では、使われたことはありません。',
}
