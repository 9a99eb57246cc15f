import type { create as english } from '../english/create.ts'

/** The dialog of a new key. */
export const create: typeof english = {
  title: '新しいキー',
  line: (owner, date) => `所有者：${owner ?? 'あなた'} · ${date === null ? '無期限' : `有効期限：${date}`}`,
  changeLabel: '所有者・用途・有効期限を変更',
  better: '権限が多く期限がないため、アプリケーションのほうが向いています。',
  makeApplication: 'アプリケーションを作る',
  submit: 'キーを作る',
  submitting: '作成しています…',
  unknown:
    'キーはすでにあるかもしれません。その場合は一覧に「未受け取り」と表示されるので、置き換えるか、取り消してください。',
  lost: {
    title: 'キーはありますが、値を表示できません',
    text: name =>
      `「${name}」は作成されましたが、値を含む応答が届きませんでした。値が表示されるのは一度だけです。一覧に「未受け取り」と表示されるので、置き換えるか、取り消してください。`,
    done: '閉じる',
  },
  done: name => `「${name}」を作成しました。`,
}
