/** The ways to ask for a token. */
export const tokenSnippetNames = ['env', 'curl', 'node', 'python'] as const

/** A way to ask for a token. */
export type TokenSnippetName = (typeof tokenSnippetNames)[number]

/** What the examples are filled with. */
export interface TokenSnippetInput {
  clientId: string
  value: string
  /** Null: an example. */
  tokenUrl: string | null
}

/** The text of each way (RFC 6749 §4.4). Only the `.env` lines hold the secret; code reads all three from the environment. */
export const toTokenSnippet = (
  name: TokenSnippetName,
  { clientId, value, tokenUrl }: TokenSnippetInput,
): string => {
  switch (name) {
    case 'env':
      return `CLIENT_ID=${clientId}\nCLIENT_SECRET=${value}\nTOKEN_URL=${tokenUrl ?? 'https://auth.example.com/oauth2/token'}`
    case 'curl':
      return 'curl "$TOKEN_URL" \\\n  -d grant_type=client_credentials \\\n  --data-urlencode "client_id=$CLIENT_ID" \\\n  --data-urlencode "client_secret=$CLIENT_SECRET"'
    case 'node':
      return `const { CLIENT_ID, CLIENT_SECRET, TOKEN_URL } = process.env
const response = await fetch(TOKEN_URL, {
  method: 'POST',
  body: new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: CLIENT_ID,
    client_secret: CLIENT_SECRET,
  }),
})
const { access_token } = await response.json()`
    case 'python':
      return `import json, os, urllib.parse, urllib.request

body = urllib.parse.urlencode({
    "grant_type": "client_credentials",
    "client_id": os.environ["CLIENT_ID"],
    "client_secret": os.environ["CLIENT_SECRET"],
})
response = urllib.request.urlopen(os.environ["TOKEN_URL"], body.encode())
access_token = json.load(response)["access_token"]`
  }
}
