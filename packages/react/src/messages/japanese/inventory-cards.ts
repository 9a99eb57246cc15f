import type { inventoryCards as english } from '../english/inventory-cards.ts'

/** Why credentials of either kind need looking at, what that means, and what to do. */
export const inventoryCards: typeof english = {
  orphaned: {
    label: '所有者なし',
    text: '責任を持つ人がもういません。所有者を決めるか、終わらせてください。',
  },
  undelivered: {
    label: '未受け取り',
    text: 'シークレットを誰も見ていないキーです。入れ替えるか、取り消してください。',
  },
  secret_overdue: {
    label: 'シークレットが期限超過',
    text: '規則で許された期間を過ぎたシークレットがあります。入れ替えてください。',
  },
  expiring_week: {
    label: '今週中に期限切れ',
    text: 'これらのキーは自然に止まります。まだ必要なものは入れ替えてください。',
  },
  review_overdue: {
    label: '点検が期限超過',
    text: '長い間、誰も確かめていません。できることを確かめて、点検済みにしてください。',
  },
  never_expires: {
    label: '無期限',
    text: '漏れたキーは、誰かが気づくまで使えます。期限を決めてください。',
  },
  idle: {
    label: '90日以上使用なし',
    text: '90日間使われていません。必要のないものは終わらせてください。',
  },
  never_used: {
    label: '未使用',
    text: '作成から30日以上たっても使われていません。必要のないものは終わらせてください。',
  },
}
