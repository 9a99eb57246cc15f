import { type Attack, encode, type Mint, partsOf, refusedAs } from './signing.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Every other way to write the same bytes: with bits set that carry nothing. */
const respell = (part: string): string[] => {
  const last = alphabet.indexOf(part.at(-1) ?? '')
  const unused = [1, 1, 16, 4][part.length % 4] ?? 1
  return Array.from({ length: unused - 1 }, (_, by) => part.slice(0, -1) + alphabet[last ^ (by + 1)])
}
const byNumber = (name: string, tokens: readonly string[]) =>
  Object.fromEntries(tokens.map((token, index) => [`${name} ${index}`, token]))

/** Other spellings of a token, and what is no JSON object of single members in UTF-8 (RFC 7515 §7.1, RFC 7519 §7.2, RFC 8725 §3.7). */
export const attacksOnForm = ({ make, makeRaw, signParts, head, text }: Mint): Attack[] => {
  const good = make()
  const [header, payload, signature] = partsOf(good)
  const inside = (by: string) => `${header}.${payload}.${signature.slice(0, 4)}${by}${signature.slice(4)}`
  const twice = (member: string) => makeRaw(head, `{${member},${text.slice(1)}`)
  // Of a length whose last character has bits to spare.
  const padded =
    ['', ' ', '  '].map(space => encode(`${text}${space}`)).find(part => part.length % 4 === 2) ?? ''
  return refusedAs('malformed', {
    ...byNumber(
      'the signature spelled otherwise',
      respell(signature).map(other => `${header}.${payload}.${other}`),
    ),
    ...byNumber(
      'the payload spelled otherwise',
      respell(padded).map(other => signParts(`${header}.${other}`)),
    ),
    ...byNumber('the payload padded', [
      signParts(`${header}.${padded}==`),
      signParts(`${header}.${payload}=`),
    ]),
    'one character too many for any bytes': `${good}${'A'.repeat((5 - (signature.length % 4)) % 4)}`,
    padding: `${good}=`,
    'more padding': `${good}==`,
    'white space behind': `${good} `,
    'white space in front': ` ${good}`,
    'a line break behind': `${good}\n`,
    'a line break in the signature': inside('\n'),
    'a tab in the signature': inside('\t'),
    'a NUL in the signature': inside('\0'),
    'a zero-width space in the signature': inside('\u200b'),
    'a letter that only looks like one': good.replace('e', '\u0435'),
    'a full stop of full width': good.replace('.', '\uff0e'),
    'a dot in percent': good.replace('.', '%2E'),
    'a byte order mark in front': `\ufeff${good}`,
    'a scheme in front': `Bearer ${good}`,
    'plain base64': `${header}.${payload}.${signature.replaceAll('-', '+').replaceAll('_', '/')}+`,
    'alg none and no signature': `${encode('{"alg":"none","typ":"JWT"}')}.${payload}.`,
    'no signature': `${header}.${payload}.`,
    'two parts': `${header}.${payload}`,
    'four parts': `${good}.${signature}`,
    'five parts': `${good}.${signature}.${signature}`,
    'five parts, encrypted': `${encode('{"alg":"dir","enc":"A256GCM"}')}..${encode('iv')}.${payload}.${encode('tag')}`,
    'no parts': '..',
    nothing: '',
    'the JSON form': JSON.stringify({ protected: header, payload, signature }),
    'a token in a token': makeRaw(head, good),
    'a payload that is a list': makeRaw(head, '[]'),
    'a payload that is null': makeRaw(head, 'null'),
    'a payload that is a text': makeRaw(head, JSON.stringify(text)),
    'a payload that is no JSON': makeRaw(head, `${text},`),
    'a payload with a comment': makeRaw(head, `${text}//`),
    'a payload with a comma too many': makeRaw(head, `${text.slice(0, -1)},}`),
    'a payload with an end of Infinity': makeRaw(head, text.replace(/"exp":\d+/, '"exp":Infinity')),
    'a payload with an end in hexadecimal': makeRaw(head, text.replace(/"exp":\d+/, '"exp":0x7fffffff')),
    'a payload with a byte order mark': makeRaw(head, `\ufeff${text}`),
    'a payload with a NUL behind': makeRaw(head, `${text}\0`),
    'a payload in UTF-16': makeRaw(head, Buffer.from(text, 'utf16le')),
    'a payload that is no UTF-8': makeRaw(
      head,
      Buffer.concat([Buffer.from(`${text.slice(0, -1)},"`), Buffer.from([0xff]), Buffer.from('":1}')]),
    ),
    'a payload with an overlong slash': makeRaw(
      head,
      Buffer.concat([
        Buffer.from(`${text.slice(0, -1)},"x":"`),
        Buffer.from([0xc0, 0xaf]),
        Buffer.from('"}'),
      ]),
    ),
    'a payload as deep as it is long': makeRaw(head, `${'['.repeat(900)}${text}`),
    'a header that is a list': makeRaw(`[${head}]`, text),
    'a header that is null': makeRaw('null', text),
    'a header that is no JSON': makeRaw(`${head}}`, text),
    'two issuers': twice('"iss":"https://evil.test"'),
    'two ends': twice('"exp":1'),
    'two scopes': twice('"scope":"posts:write"'),
    'two organizations, one spelled with escapes': twice('"\\u006frg_id":"org_globex"'),
    'two prototypes': makeRaw(head, `{"__proto__":{},"__proto__":{},${text.slice(1)}`),
    'two algorithms': makeRaw(`{"alg":"none",${head.slice(1)}`, text),
    'two key ids': makeRaw(`{"kid":"another",${head.slice(1)}`, text),
  })
}
