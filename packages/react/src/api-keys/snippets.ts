/** The ways a new key is shown. */
export type SnippetName = 'key' | 'env' | 'curl' | 'node' | 'python'

/** What the examples are filled with. */
export interface SnippetInput {
  value: string
  apiUrl: string
  envName: string
}

/** The text of each way. Only the key itself and the `.env` line hold the secret; code reads it from the environment. */
export const toSnippet = (name: SnippetName, { value, apiUrl, envName }: SnippetInput): string => {
  const variable = /^[A-Za-z_]\w*$/.test(envName) ? envName : 'API_KEY'
  const quoted = JSON.stringify(apiUrl)
  switch (name) {
    case 'key':
      return value
    case 'env':
      return `${variable}=${value}`
    case 'curl':
      return `curl '${apiUrl.replaceAll("'", "'\\''")}' \\\n  -H "Authorization: Bearer $${variable}"`
    case 'node':
      return `const response = await fetch(${quoted}, {\n  headers: { Authorization: \`Bearer \${process.env.${variable}}\` },\n})`
    case 'python':
      return `import os, urllib.request\n\nrequest = urllib.request.Request(\n    ${quoted},\n    headers={"Authorization": "Bearer " + os.environ["${variable}"]},\n)\nresponse = urllib.request.urlopen(request)`
  }
}
