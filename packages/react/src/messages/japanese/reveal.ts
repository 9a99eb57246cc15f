import type { reveal as english } from '../english/reveal.ts'

/** The dialog that shows a secret, once. */
export const reveal: typeof english = {
  title: '新しいキー',
  text: '今すぐコピーしてください。表示は一度だけで、ここには保存されません。',
  value: 'キーの値',
  show: '表示',
  hide: '隠す',
  copy: 'コピー',
  copyKey: 'キーをコピー',
  copied: 'コピー済み',
  copiedSpoken: 'キーをコピーしました。',
  copyFailed:
    'ブラウザーがコピーを許可しませんでした。キーを選択してあるので、キーボードでコピーしてください。',
  tabs: '使い方',
  tabNames: { key: 'キー', env: '.env', curl: 'curl', node: 'Node', python: 'Python' },
  copySnippet: '例をコピー',
  keyHint: 'キーを持つ人は誰でも、その権限を使えます。コードではなく、秘密情報の保管場所に置いてください。',
  download: '.env をダウンロード',
  done: '完了',
  gate: {
    title: 'このキーは二度と表示されません',
    text: 'まだコピーされていません。閉じると、誰にも読めなくなります。',
    back: '戻る',
    leave: 'コピーせずに閉じる',
  },
}
