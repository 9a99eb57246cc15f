import type { choiceReasons as english } from '../english/choice-reasons.ts'

/** Why a kind of credential is recommended. */
export const choiceReasons: typeof english = {
  cannot_do_oauth: 'APIキーが合います。OAuthがなくても使えるからです。',
  short_lived_tokens: 'OAuthアプリケーションが合います。トークンが短時間でひとりでに終わるからです。',
  works_everywhere: 'APIキーが合います。ヘッダーを送れるものなら何でも使えるからです。',
  backend_service:
    'OAuthアプリケーションが合います。サービスが自分でトークンを更新し、シークレットをめったに送らないからです。',
  another_company:
    'OAuthアプリケーションが合います。相手の会社が自分のシークレットを持ち、こちらはいつでも取り上げられるからです。',
  simplest: 'APIキーが合います。シークレット1つとヘッダー1つで、いちばん簡単だからです。',
}
