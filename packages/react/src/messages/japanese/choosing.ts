import type { choosing as english } from '../english/choosing.ts'

/** The dialog that helps to choose between a key and an application. */
export const choosing: typeof english = {
  lead: 'どちらを使っても、プログラムからAPIを呼び出せます。違うのは、一緒に送るものと終わり方です。',
  comparison: '2つの種類の比較',
  kinds: { api_key: 'APIキー', m2m_application: 'OAuthアプリケーション' },
  aspects: [
    {
      label: 'しくみ',
      api_key: '1つのシークレットを、呼び出しのたびに送ります。',
      m2m_application: 'クライアントIDとシークレットで、短時間だけ有効なトークンを取得します。',
    },
    {
      label: '向いているもの',
      api_key: 'スクリプト、簡単な連携、手早い開始。',
      m2m_application: 'バックエンドのサービス、OAuthを求める取引先、多くの呼び出し。',
    },
    {
      label: '終わり方',
      api_key: '取り消しや期限切れで、すぐに使えなくなります。',
      m2m_application: '削除すると新しいトークンは出ません。最後のトークンはしばらく残ります。',
    },
    {
      label: '更新のしかた',
      api_key: '新しいキーに替えます。古いキーは決めた期間だけ使えます。',
      m2m_application: '2つのシークレットを並べて使い、古いほうを後で外します。',
    },
  ],
  caller: {
    label: '何が呼び出しますか',
    answers: {
      script: 'スクリプトやツール',
      service: '自社のバックエンド',
      company: '他社のシステム',
    },
  },
  canDoOAuth: {
    label: 'OAuth（クライアントクレデンシャル）を使えますか',
    answers: { yes: 'はい', no: 'いいえ', unsure: 'わからない' },
  },
  tokenLifetime: {
    label: '送るものが漏れたとき、いつまで使えてもかまいませんか',
    answers: { minutes: '短い間だけ', any: '取り消すまで' },
  },
  kept: '3つすべてに答えると、その答えは作成したものと一緒に残ります。',
  waiting: 'わかるものから答えてください。どちらが合うか決まりしだい、ここに表示します。',
  forbidden: {
    api_key: 'この製品では、新しいAPIキーは作れません。',
    m2m_application: 'この製品では、新しいアプリケーションは作れません。',
  },
  instead: {
    api_key: 'いちばん近いのはキーです。期限を短くして、こまめに置き換えてください。',
    m2m_application: 'OAuthを使えば、アプリケーションでも同じことができます。',
  },
  neither: 'ここではほかの方法がありません。この製品の管理者に相談してください。',
  elsewhere: {
    api_key: 'キーは別のページで作ります。',
    m2m_application: 'アプリケーションは別のページで作ります。',
  },
  create: { api_key: '新しいキー', m2m_application: '新しいアプリケーション' },
  recorded: '選んだときの回答',
  recommended: 'おすすめ',
}
