import type { Translation } from '../english.ts'

const later = 'うまくいきませんでした。少し待ってから、もう一度お試しください。'
const misfit = 'この画面とサーバーが合っていません。ページを再読み込みしてください。'

/** What went wrong, by the code of the error. */
export const errors: Translation['errors'] = {
  network: '応答がありませんでした。接続を確かめて、もう一度お試しください。',
  unreadable: 'サーバーの応答を読み取れませんでした。少し待ってから、もう一度お試しください。',
  malformed_request: misfit,
  unauthenticated: '続けるにはサインインしてください。',
  csrf_rejected: misfit,
  origin_not_allowed: 'このアドレスからの利用は許可されていません。',
  no_organization: '組織が選ばれていません。',
  permission_denied: 'この操作をする権限がありません。',
  permission_escalation: '自分が持っていない権限は付けられません。',
  reauthentication_required: '続けるには、もう一度サインインしてください。',
  not_found: 'このキーはもうありません。',
  route_not_found: misfit,
  method_not_allowed: misfit,
  conflict: 'キーはその間に変更されました。',
  idempotency_in_progress: '同じ処理がまだ続いています。少しお待ちください。',
  already_expired: 'キーはすでに期限切れです。',
  quota_exceeded: 'これ以上キーを作れません。先に別のキーを取り消してください。',
  payload_too_large: '入力が大きすぎます。短くしてください。',
  unsupported_media_type: misfit,
  validation_failed: '入力を見直してください。',
  idempotency_key_reused: misfit,
  rate_limited: 'リクエストが多すぎます。少し待ってから、もう一度お試しください。',
  internal: later,
  upstream_invalid: later,
  upstream_unavailable: later,
  upstream_rate_limited: later,
  store_unavailable: later,
  upstream_timeout: later,
}

/** What is wrong with a field, by the code. */
export const fieldErrors: Translation['fieldErrors'] = {
  required: '入力してください。',
  invalid_name: '名前に使えない文字があります。',
  too_long: '長すぎます。',
  unknown_permission: 'この権限は存在しません。',
  too_many: '多すぎます。',
  invalid_expiry: 'この日付は使えません。',
  expiry_required: '有効期限が必要です。',
  expiry_too_late: '有効期限が長すぎます。',
  not_a_member: 'この人は組織のメンバーではありません。',
  unknown_field: 'この項目は使えません。',
  invalid: '正しくありません。',
}
