import { ApiKeys } from '../api-keys/api-keys.tsx'
import { KeydeskProvider } from '../hooks/keydesk-provider.tsx'
import type { Tell } from './element-events.ts'
import type { ElementSettings } from './element-settings.ts'
import { useElementWords } from './use-element-words.ts'

/** What the element renders: provider and widget, once its words are here. */
export const ElementWidget = ({ tell, ...settings }: ElementSettings & { tell: Tell }) => {
  const { baseUrl, credentials, timeout, fetch, headers, locale, messages, ...props } = settings
  const words = useElementWords({ locale, messages, onError: error => tell('keydesk-error', { error }) })
  return (
    // Another broker is another desk: nothing known or open stays.
    <KeydeskProvider
      key={baseUrl}
      baseUrl={baseUrl}
      credentials={credentials}
      timeout={timeout}
      fetch={fetch}
      headers={headers}
    >
      {words && (
        <ApiKeys
          {...props}
          {...words}
          onCreated={apiKey => tell('keydesk-created', { apiKey })}
          onRotated={(apiKey, previous) => tell('keydesk-rotated', { apiKey, previous })}
          onRevoked={apiKey => tell('keydesk-revoked', { apiKey })}
          onError={error => tell('keydesk-error', { error })}
          onKeyChange={keyId => tell('keydesk-key-change', { keyId })}
        />
      )}
    </KeydeskProvider>
  )
}
