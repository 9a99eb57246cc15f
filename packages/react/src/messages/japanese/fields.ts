import type { fields as english } from '../english/fields.ts'

/** The fields that say what a key is called, whose it is, what it is for and when it ends. */
export const fields: typeof english = {
  name: '名前',
  namePlaceholder: '夜間エクスポート',
  nameRequired: 'あとで見分けられるように、名前を付けてください。',
  owner: '所有者',
  ownerRequired: '所有者を選んでください。',
  searchOwner: 'メンバーを検索',
  nobodyFound: search => `「${search}」に合う人はいません。`,
  purpose: '用途',
  purposeHint: '一覧で名前の下に表示されます。',
  purposeRequired: 'キーの用途を入力してください。',
  purposeNeeded: permissions => `${permissions}には用途の入力が必要です。`,
  expiry: '有効期限',
  days: (count, { number }) => `${number(count)}日`,
  year: '1年',
  customDate: '日付を指定',
  dateLabel: '使える最後の日',
  dateRequired: '日付を選んでください。',
  neverOption: 'なし',
  caption: instant => `${instant}に使えなくなります。`,
  neverWarning: '無期限のキーは、取り消されるまで使えます。拾った人にも使えてしまいます。',
  change: '変更',
}
