import type { editDialog as english } from '../english/edit-dialog.ts'

/** The dialog that changes a key in place. */
export const editDialog: typeof english = {
  title: name => `「${name}」を編集`,
  keep: '今のまま',
  shift: (from, to) => `${from} → ${to}`,
  narrowHint: '権限は外すことだけでき、すぐに反映されます。戻すには新しいキーが必要です。',
  rotateHint: 'できることを変えるには、新しいキーに置き換えてください。',
  submit: '保存',
  submitting: '保存しています…',
  done: name => `「${name}」を変更しました。`,
}
