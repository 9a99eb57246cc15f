import { clientHeader } from '@keydesk/contract'
import { KeydeskError } from '../keydesk-error.ts'
import type { Settings } from '../settings.ts'

const safeMethods: readonly string[] = ['GET', 'HEAD', 'OPTIONS']

/**
 * Refuses a request that a page of another origin could have sent (RFC 10017): every request carries the static
 * client header, and one that changes something comes from an origin the host has named.
 * Nothing is derived from `Host` or `X-Forwarded-*`, which the sender chooses.
 */
export const guardRequest = (request: Request, { origins, allowSameSite }: Settings): void => {
  if (!/^[!-~]{1,64}\/[!-~]{1,64}$/.test(request.headers.get(clientHeader) ?? '')) {
    throw new KeydeskError({
      code: 'csrf_rejected',
      detail: `Send the header ${clientHeader}: <name>/<version> with every request.`,
    })
  }
  if (safeMethods.includes(request.method)) return

  const origin = request.headers.get('Origin')
  if (origin === null || !origins.includes(origin)) {
    throw new KeydeskError({
      code: 'origin_not_allowed',
      detail:
        'Changes are accepted from the origins in KEYDESK_ORIGINS alone; add the origin of this page there.',
    })
  }
  const site = request.headers.get('Sec-Fetch-Site')
  if (site !== null && site !== 'same-origin' && !(site === 'same-site' && allowSameSite)) {
    throw new KeydeskError({
      code: 'csrf_rejected',
      detail: 'The browser says that this request comes from another site.',
    })
  }
}
