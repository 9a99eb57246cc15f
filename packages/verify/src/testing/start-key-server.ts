import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An issuer that only publishes: its metadata and the keys it is given, over HTTP. `handle`, once set, answers instead. */
export const startKeyServer = async (keys: readonly object[] = []) => {
  const issuer = {
    url: '',
    keys,
    paths: [] as string[],
    handle: null as RequestListener | null,
    close: () => {},
  }
  const server = createServer((request, response) => {
    issuer.paths.push(request.url ?? '')
    if (issuer.handle !== null) return issuer.handle(request, response)
    const body =
      request.url === '/jwks' ? { keys: issuer.keys } : { issuer: issuer.url, jwks_uri: `${issuer.url}/jwks` }
    response.end(JSON.stringify(body))
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  issuer.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  issuer.close = () => {
    server.close()
    server.closeAllConnections()
  }
  return issuer
}
