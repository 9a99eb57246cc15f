import type { replaced as english } from '../english/replaced.ts'

/** What stands below a key that was replaced, and the dialog that lets it work longer. */
export const replaced: typeof english = {
  by: '置き換え先:',
  stops: when => `${when}に停止`,
  oldUsed: 'このキーの最終使用',
  newUsed: '新しいキーの最終使用',
  safe: '停止できます',
  stop: '今すぐ停止',
  extend: '延長',
  now: '今すぐ',
  date: '日付を指定',
  extension: {
    title: name => `「${name}」の停止を延ばす`,
    stops: '停止するまで',
    submit: '延長する',
    submitting: '延長中…',
  },
}
