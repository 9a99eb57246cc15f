import { bff } from '../../../../composition-root.ts'

export const dynamic = 'force-dynamic'

/** Takes WorkOS's events: set this URL and `WORKOS_WEBHOOK_SECRET` as an endpoint there. */
export const POST = (request: Request) => bff().takeWebhook(request)
