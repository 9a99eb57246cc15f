import type { inventory as english } from '../english/inventory.ts'

/** The inventory: both kinds of credentials in one list. */
export const inventory: typeof english = {
  list: {
    title: '認証情報',
    intro: organization =>
      `${organization} としてAPIを呼び出せるすべてのものです。誰のものか、何ができるか、どう終わるかが分かります。`,
    introLoading:
      '組織としてAPIを呼び出せるすべてのものです。誰のものか、何ができるか、どう終わるかが分かります。',
    readOnly: '認証情報の閲覧はできますが、変更はできません。',
    loading: '認証情報を読み込んでいます',
    pages: '認証情報のページ',
    search: '認証情報を検索',
    searchPlaceholder: '名前、キーの末尾、クライアントIDで検索',
    found: (count, { number }) => `認証情報が${number(count)}件見つかりました`,
  },
  noMatch: { text: 'この検索と絞り込みに合う認証情報はありません。' },
  empty: {
    title: '認証情報はまだありません',
    text: 'スクリプトにはキーが手軽です。OAuthを使えるサービスにはアプリケーションが向いています。作ったものは、所有者、権限、終わり方とともにここに並びます。',
    readOnly: 'まだ誰も認証情報を作っていません。',
  },
  failed: { title: '認証情報を読み込めませんでした' },
  signedOut: { text: '組織の認証情報を見るには、サインインしてください。' },
  noOrganization: { text: '認証情報は組織のものです。見る組織を選んでください。' },
  noAccess: {
    title: '認証情報を見る権限がありません',
    text: 'あなたのロールにこの権限を付けるよう、組織の管理者に依頼してください。',
  },
  newKey: '新しいAPIキー',
  newApplication: '新しいアプリケーション',
  kinds: { label: '種類', all: 'すべて', api_key: 'APIキー', m2m_application: 'アプリケーション' },
  kind: { api_key: 'APIキー', m2m_application: 'アプリケーション' },
  columns: { made: '作成', ends: '終わり', review: '点検の期日' },
  filters: {
    owner: '所有者',
    anyone: '所有者: 全員',
    me: '所有者: 自分',
    ownedBy: name => `所有者: ${name}`,
    age: '作成からの期間',
    anyAge: '作成時期を問わない',
    older: span => `${span}より前に作成`,
    use: '最終使用',
    anyUse: '使用時期を問わない',
    unused: span => `${span}以上使用なし`,
  },
  m2mApplication: {
    noSecret: 'シークレットなし',
    secretAge: (age, most) =>
      most === null ? `シークレット: ${age}日経過` : `シークレット: ${most}日中${age}日`,
  },
  move: 'アプリケーションへ移行…',
  review: '点検済みにする',
  reviewed: name => `「${name}」を点検済みにしました。`,
}
