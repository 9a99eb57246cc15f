import type { migration as english } from '../english/migration.ts'

/** The dialogs that move a key to an application. */
export const migration: typeof english = {
  heading: 'アプリケーションへ移行',
  title: {
    running: name => `「${name}」をアプリケーションへ移行`,
    finished: name => `「${name}」の移行が完了しました`,
    cancelled: name => `「${name}」の移行は中止されました`,
  },
  badges: { running: '移行中', finished: '完了', cancelled: '中止' },
  close: '閉じる',
  back: '戻る',
  reasons: {
    readOnly: 'このキーは移行中ではありません。移行を始めるには、キーを変更する権限が必要です。',
    over: 'このキーはすでに終了しているため、移行するものがありません。アプリケーションは、キーがなくても作れます。',
    forbidden: 'ここでは新しいアプリケーションを作れないため、このキーは移行できません。',
    replaced:
      'このキーは新しいキーに置き換えられています。新しいキーのほうをアプリケーションへ移行してください。',
    noOverlap:
      'ここの決まりでは、置き換えたキーはすぐに停止し、リクエストが失敗します。先にアプリケーションを作って切り替え、そのあとでキーを取り消してください。',
  },
  lead: 'キーの役目を引き継ぐアプリケーションを作ります。キーは下の日時まで使えるので、その間にリクエストが失敗することはありません。',
  line: (owner, purpose) => `所有者：${owner ?? 'あなた'} · ${purpose ?? '用途なし'}`,
  map: {
    title: 'できること',
    kept: '引き継ぐもの',
    behind: '残るもの',
    added: '追加',
    consequence: '残るものは、アプリケーションではできなくなります。',
    nameless: slugs => `${slugs}にあたるスコープはありません。`,
    locked: slugs => `${slugs}はあなたが持っていないため、付けられません。`,
    scopes: (count, { number }) => `スコープ${number(count)}件`,
    changeLabel: 'スコープを変更',
  },
  ends: 'キーの終了',
  date: '日付を指定',
  latest: 'できるだけ遅く',
  caption: instant => `${instant}に終了します。日付はあとで変更でき、早めに完了することもできます。`,
  ownEnd: instant => `キー自体が${instant}に失効するため、それより後にはできません。`,
  isOwnEnd: 'キー自体の期限と同じ日時です。',
  unknown: 'アプリケーションはすでにあるかもしれません。もう一度試しても、二つ目は作られません。',
  lost: name =>
    `「${name}」は作成されましたが、シークレットを含む応答が届きませんでした。キーはこれまでどおり使えます。`,
  start: {
    title: 'あと一つだけ手順が残っています',
    text: (application, key) =>
      `アプリケーション「${application}」は作成されています。終了する日を決めるまで、キー「${key}」はこれまでどおり使えます。`,
    lostTitle: 'シークレットを知る人がいません',
    lost: (application, key) =>
      `アプリケーション「${application}」は誰にも使えません。削除して、やり直してください。キー「${key}」はこれまでどおり使えます。`,
    other: application => `このキーは、すでに「${application}」へ移行中です。`,
    show: '表示する',
    later: 'あとで',
    remove: 'アプリケーションを削除…',
    submit: '日付を決める',
    submitting: '設定しています…',
  },
  kinds: { apiKey: 'APIキー', application: 'M2Mアプリケーション' },
  used: when => `${when}に使用`,
  quiet: since => `使われていません（最終使用は${since}）`,
  neverUsed: '未使用',
  token: when => `${when}にトークンを取得`,
  noToken: 'トークンの取得なし',
  verdict: {
    safe: '完了しても安全です。1時間を超えて、アプリケーションだけが使われています。もっと間隔を空けて動くものがあれば、先にその実行を待ってください。',
    unused:
      'まだ完了しないでください。アプリケーションはまだトークンを取得していません。キーを使っているところへ、クライアントIDとシークレットを渡してください。',
    early:
      'まだ完了しないでください。アプリケーションが、作成から1時間を過ぎてもトークンを取得している必要があります。テストだけでは足りません。',
    inUse: when =>
      `まだ完了しないでください。${when}にキーが使われました。アプリケーションがトークンを取得する間、キーが1日使われないことが必要です。`,
  },
  outcome: {
    revoked: 'キーを終了し、アプリケーションが引き継ぎました。',
    revokedUnused: 'キーを終了しました。アプリケーションはまだトークンを取得していません。',
    expired: 'キーは予定の日に終了し、アプリケーションが引き継ぎました。',
    expiredUnused: 'キーは予定の日に終了しました。アプリケーションはまだトークンを取得していません。',
    cancelled: 'キーは元の期限のまま使えます。アプリケーションは削除されました。',
    cancelledWithoutKey: 'アプリケーションは削除されました。キーも終了しています。',
  },
  started: '開始',
  startedBy: '開始した人',
  readOnly: '見ることはできますが、変更はできません。',
  finish: {
    action: '今すぐ完了…',
    title: '今すぐ完了しますか？',
    text: name => `キー「${name}」はすぐに終了し、まだ送られてくるものは拒否されます。元には戻せません。`,
    submit: 'キーを終了',
    submitting: '終了しています…',
  },
  cancel: {
    action: '移行を中止…',
    title: '移行を中止しますか？',
    used: when =>
      `アプリケーションは${when}にトークンを取得しました。使っているものは、先にキーへ戻してください。`,
    key: (name, end) =>
      end === null
        ? `キー「${name}」は、移行前と同じく期限なしで引き続き使えます。`
        : `キー「${name}」は引き続き使え、移行前と同じく${end}に失効します。`,
    application: name => `アプリケーション「${name}」は削除され、新しいトークンを取得できなくなります。`,
    tokens:
      'すでに発行されたトークンは、削除の通知を受けるAPIでは拒否されます。それ以外では、期限まで有効です。',
    submit: '移行を中止する',
    submitting: '中止しています…',
    unknown: '一部はすでに済んでいるかもしれません。もう一度試すと、残りが行われます。',
  },
  reschedule: {
    title: '日付を変更',
    text: instant => `今の予定では、キーは${instant}に終了します。`,
    submit: '保存',
    submitting: '保存しています…',
  },
}
