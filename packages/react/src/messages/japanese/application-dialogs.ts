import type { applicationDialogs as english } from '../english/application-dialogs.ts'

/** The dialogs of M2M applications. */
export const applicationDialogs: typeof english = {
  instead: {
    fields: {
      namePlaceholder: 'コンテンツ同期',
      nameRequired: 'あとで見分けられるように、アプリケーションに名前を付けてください。',
      purposeRequired: 'アプリケーションの用途を入力してください。',
      purposeNeeded: scopes => `${scopes}には用途の入力が必要です。`,
    },
    picker: {
      label: 'アプリケーションにできること',
      search: 'スコープを検索',
      chosen: (count, { number }) => `${number(count)}件のスコープを選択中`,
      noMatch: search => `「${search}」に合うスコープはありません。`,
      notHeld: 'あなたはこのスコープを持っていません',
      notHeldAny: 'あなたはこれらのスコープを持っていません',
      loading: 'スコープを読み込んでいます',
      empty: '選べるスコープがありません。',
    },
    ability: {
      sentence: () => ({ before: 'トークンでできること：', after: '' }),
      none: 'トークンでできることはありません。スコープを一つ以上選んでください。',
    },
    reveal: {
      title: '新しいクライアントシークレット',
      text: '今すぐコピーしてください。表示は一度だけで、ここには保存されません。',
      value: 'クライアントシークレットの値',
      copyKey: 'クライアントシークレットをコピー',
      copiedSpoken: 'クライアントシークレットをコピーしました。',
      copyFailed:
        'ブラウザーがコピーを許可しませんでした。クライアントシークレットを選択してあるので、キーボードでコピーしてください。',
      keyHint:
        'これを持つ人は誰でも、このアプリケーションのトークンを取得できます。コードではなく、秘密情報の保管場所に置いてください。',
      gate: {
        title: 'このクライアントシークレットは二度と表示されません',
        text: 'クライアントシークレットはまだコピーされていません。閉じると、誰にも読めなくなります。',
        back: '戻る',
        leave: 'コピーせずに閉じる',
      },
    },
  },
  secret: 'クライアントシークレット',
  create: {
    title: '新しいアプリケーション',
    description: '説明',
    line: owner => `所有者：${owner ?? 'あなた'} · 用途なし`,
    leftOut: permissions => `${permissions} に当たる、付与できるスコープはありません。`,
    changeLabel: '所有者・用途を変更',
    submit: 'アプリケーションを作る',
    submitting: '作成しています…',
    unknown:
      'アプリケーションはすでにあるかもしれません。もう一度お試しください。二重には作成されません。あとで一覧にあれば、シークレットを入れ替えてください。',
    done: name => `「${name}」を作成しました。`,
  },
  edit: { scopesHint: 'すでに発行されたトークンのスコープは、期限まで変わりません。' },
  lost: {
    title: 'シークレットは作成されましたが、値を表示できません',
    application: name => `「${name}」は作成されましたが、シークレットを含む応答が届きませんでした。`,
    secret: name => `「${name}」に二つ目のシークレットができましたが、その値を含む応答が届きませんでした。`,
    anew: '値は誰も持っていません。新しいものを作ると、失われたシークレットと入れ替わります。',
    submit: '新しいシークレットを作る',
  },
  test: {
    submit: 'テスト用トークンを取得',
    testing: 'トークンを取得しています…',
    secret: 'クライアントシークレット',
    hint: 'どこにも保存されません。発行元では使用として数えられます。',
    missing: 'クライアントシークレットを貼り付けてください。',
    accepted: 'シークレットは有効です。トークンの内容：',
    problems: {
      invalid_client: 'シークレットは無効です。このアプリケーションのものでないか、削除されています。',
      refused: 'シークレット以外の理由で、発行元がトークンを出しません。',
      opaque_token: 'シークレットは有効です。トークンの内容は読み取れません。',
    },
    issuer: '発行元',
    subject: 'クライアント',
    organization: '組織',
    scopes: 'スコープ',
    expires: '期限',
    none: '記載なし',
  },
  secrets: {
    title: name => `「${name}」のシークレット`,
    only: 'シークレット',
    current: '新しいシークレット',
    old: '古いシークレット',
    made: when => `${when}に作成`,
    used: when => `最終使用は${when}`,
    unused: '未使用',
    overdue: '期限超過',
    start: '入れ替えを始める',
    make: 'シークレットを作る',
    starting: '始めています…',
    none: 'シークレットがないため、アプリケーションはトークンを取得できません。',
    startHint:
      '入れ替えの間は、二つのシークレットが使えます。新しい方をサービスに設定してから完了すると、古い方が削除されます。中止すると、新しい方が削除されます。',
    close: '閉じる',
    unknown:
      '二つ目のシークレットがすでにあるかもしれません。もう一度お試しください。二重には作成されません。',
    started: '入れ替えを始めました。',
    finish: '完了する…',
    cancel: '入れ替えを中止…',
    safe: '完了しても安全です。新しいシークレットだけが使われています。',
    notSafe: 'まだ完了しないでください。新しいシークレットへの切り替えが済んでいません。',
    finishTitle: '入れ替えを完了しますか？',
    finishText: '古いシークレットを削除します。まだ使っているものは、新しいトークンを取得できなくなります。',
    finished: '入れ替えが完了しました。',
    cancelTitle: '入れ替えを中止しますか？',
    cancelText:
      '新しいシークレットを削除します。古いシークレットは引き続き使えます。新しい方を使っているものは、新しいトークンを取得できなくなります。',
    cancelled: '入れ替えを中止しました。',
    tokens: 'すでに発行されたトークンは、期限まで有効です。元には戻せません。',
    endUsed: when => `最終使用は${when}です。`,
    endUnused: '使われた記録はありません。',
    end: 'シークレットを削除',
    ending: 'シークレットを削除しています…',
  },
  remove: {
    title: name => `「${name}」を削除しますか？`,
    used: when =>
      `最後にトークンを取得したのは${when}です。使っているものは、新しいトークンを取得できなくなります。`,
    unused:
      'トークンを取得した記録はありません。使っているものがあれば、新しいトークンを取得できなくなります。',
    tokens:
      'すでに発行されたトークンは、削除の通知を受けるAPIでは拒否されます。それ以外では、期限まで有効です。',
    final: '元には戻せません。',
    submit: '削除',
    submitting: '削除しています…',
    done: name => `「${name}」を削除しました。`,
  },
}
