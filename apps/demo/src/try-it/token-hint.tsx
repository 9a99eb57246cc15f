import { useEffect, useState } from 'react'
import { CodeBlock } from '../ui/code-block.tsx'
import { findIssuer } from './find-issuer.ts'

/** Says how to get a token to try, from the issuer that the sample API names; nothing where it names none. */
export const TokenHint = () => {
  const [issuer, setIssuer] = useState<string | null>(null)
  useEffect(() => {
    void findIssuer().then(setIssuer)
  }, [])
  if (issuer === null) return null
  return (
    <details className="token-hint">
      <summary>Get a token by hand</summary>
      <p>
        This is what happens when you choose <b>Application</b> below. “Content sync” of Northwind has the
        client id and the secret you see here; its token is good for five minutes.
      </p>
      <CodeBlock label="How to get a token">
        {[
          `curl ${issuer}/oauth2/token`,
          '-d grant_type=client_credentials',
          '-d client_id=client_northwind_sync',
          '-d client_secret=public-test-secret-northwind',
        ].join(' \\\n  ')}
      </CodeBlock>
    </details>
  )
}
