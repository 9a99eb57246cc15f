import type { credentialDetails as english } from '../english/credential-details.ts'

/** What the details of both kinds of credentials say, and what happened to one. */
export const credentialDetails: typeof english = {
  giveOwner: '所有者を決める…',
  created: '作成日時',
  createdBy: '作成者',
  notKnown: '不明',
  origin: '作成元',
  origins: { keydesk: 'この画面で作成', elsewhere: '別の場所で作成' },
  id: 'ID',
  copy: 'コピー',
  copyId: 'IDをコピー',
  copied: 'コピーしました',
  copyFailed:
    'ブラウザーがコピーを許可しませんでした。IDを選択してあるので、キーボードでコピーしてください。',
  metadata: 'メタデータ',
  activity: '履歴',
  noActivity: 'まだ記録はありません。',
  loadingActivity: '履歴を読み込んでいます',
  more: 'さらに表示',
  reasons: {
    rotated: '別のキーに置き換えられました。',
    'gates told': 'キーを確認する側に変更を知らせました。',
    'the owner is gone': '所有者が組織を離れました。',
    'the owner is a member again': '所有者が組織に戻りました。',
    'gone at WorkOS': 'WorkOSからなくなっていました。',
    'there again at WorkOS': 'WorkOSで再び見つかりました。',
    'never reached its reader': 'シークレットが受け取られませんでした。',
    'of another organization': '別の組織のキーです。',
  },
  you: '自分',
  nobody: 'なし',
  change: (what, before, after) => `${what}：${before} → ${after}`,
  fact: (what, value) => `${what}：${value}`,
  none: 'なし',
  gates: (confirmed, all, { number }) => `確認済み：${number(all)}件中 ${number(confirmed)}件`,
}
