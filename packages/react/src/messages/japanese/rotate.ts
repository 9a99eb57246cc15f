import type { rotate as english } from '../english/rotate.ts'

/** The dialog that replaces a key. */
export const rotate: typeof english = {
  title: name => `「${name}」をローテーション`,
  text: 'キーは変更できず、置き換えるだけです。新しいシークレットを持つ新しいキーが作られます。',
  overlap: '古いキーの停止',
  ends: instant => `遅くとも${instant}に失効します。`,
  shift: (from, to) => `${from} → ${to}`,
  changeLabel: '名前、有効期限、権限を変更',
  added: '追加',
  removed: '削除',
  notHeld: 'あなたが持っていない権限があるため、新しいキーには付けられません。',
  sentence: (until, stops) =>
    `新しいシークレットは${until === null ? '取り消されるまで' : `${until}まで`}使え、古いキーは${stops === null ? 'すぐに' : `${stops}に`}停止します。`,
  submit: 'キーをローテーション',
  submitting: 'ローテーション中…',
  lost: name =>
    `ローテーションは完了しましたが、「${name}」の値を含む応答が届きませんでした。値が表示されるのは一度だけです。一覧に「未受け取り」と表示されるので、置き換えるか、取り消してください。`,
  done: name => `「${name}」を置き換えました。`,
}
