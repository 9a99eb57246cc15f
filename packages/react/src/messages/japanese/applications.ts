import type { applications as english } from '../english/applications.ts'

/** The list of M2M applications, and what stands in its place. */
export const applications: typeof english = {
  list: {
    title: 'M2Mアプリケーション',
    intro: organization =>
      `サービスは、アプリケーションを使って短時間だけ有効なトークンを取得し、${organization} としてAPIを呼び出します。`,
    introLoading:
      'サービスは、アプリケーションを使って短時間だけ有効なトークンを取得し、組織としてAPIを呼び出します。',
    readOnly: 'アプリケーションの閲覧はできますが、変更はできません。',
    noNewKeys: 'ここでは新しいアプリケーションを作れません。',
    loading: 'M2Mアプリケーションを読み込んでいます',
    pages: 'アプリケーションのページ',
    search: 'アプリケーションを検索',
    searchPlaceholder: '名前またはクライアントIDで検索',
    mine: '自分のもの',
    found: (count, { number }) => `アプリケーションが${number(count)}件見つかりました`,
  },
  noMatch: { text: 'この検索と絞り込みに合うアプリケーションはありません。' },
  empty: {
    title: 'アプリケーションはまだありません',
    text: 'アプリケーションは、シークレットと引き換えに、短時間だけ有効なトークンを受け取ります。OAuthを使えるサービスや取引先に向いています。できることは自分で選べて、いつでも削除できます。',
    action: '最初のアプリケーションを作る',
    readOnly: 'まだ誰もアプリケーションを作っていません。',
  },
  failed: { title: 'アプリケーションを読み込めませんでした' },
  signedOut: { text: '組織のM2Mアプリケーションを見るには、サインインしてください。' },
  noOrganization: {
    text: 'M2Mアプリケーションは組織のものです。見る組織を選んでください。',
  },
  noAccess: {
    title: 'M2Mアプリケーションを見る権限がありません',
    text: 'あなたのロールにこの権限を付けるよう、組織の管理者に依頼してください。',
  },
  off: {
    title: 'M2Mアプリケーションは無効になっています',
    text: 'この製品では提供されていません。APIキーはこれまでどおり使えます。',
  },
  newApplication: '新しいアプリケーション',
  clientId: 'クライアントID',
  secrets: 'シークレット',
  noSecrets: 'なし',
  made: when => `${when}に作成`,
  badges: {
    deleted: '削除済み',
    noSecret: 'シークレットなし',
    overdue: 'シークレットが期限超過',
    rotating: '入れ替え中',
    unused: '未使用',
    active: '有効',
  },
  openSecrets: 'シークレット…',
  delete: '削除…',
  copy: 'コピー',
  copyId: 'クライアントIDをコピー',
  copied: 'コピー済み',
  copyFailed:
    'ブラウザーがコピーを許可しませんでした。クライアントIDを選択してあるので、キーボードでコピーしてください。',
}
