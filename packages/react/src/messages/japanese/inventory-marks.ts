import type { inventoryMarks as english } from '../english/inventory-marks.ts'

/** Why one credential needs looking at, and what to do about it. What a mark means is said per kind. */
export const inventoryMarks: typeof english = {
  apiKey: {
    orphaned: { text: '所有者がいません', act: '所有者を決める' },
    undelivered: { text: 'シークレットを誰も見ていません', act: '入れ替える' },
    expiring_week: { text: '今週中に期限が切れます', act: 'キーを入れ替える' },
    review_overdue: { text: '点検の期日を過ぎています', act: '点検済みにする' },
    never_expires: { text: '期限がありません', act: '期限を決める' },
    idle: { text: '90日間使われていません', act: '取り消す' },
    never_used: { text: '作成以来、使われていません', act: '取り消す' },
  },
  m2mApplication: {
    orphaned: { text: '所有者がいません', act: '所有者を決める' },
    secret_overdue: { text: 'シークレットが古くなっています', act: 'シークレットを入れ替える' },
    review_overdue: { text: '点検の期日を過ぎています', act: '点検済みにする' },
    idle: { text: '90日間トークンを取得していません', act: '削除する' },
    never_used: { text: '一度もトークンを取得していません', act: '削除する' },
  },
  moving: {
    text: (application, end) => `「${application}」へ移行中、キーは${end}に終わります`,
    act: '移行の計画を見る',
    revoking: application => `「${application}」への移行も完了します。`,
  },
}
