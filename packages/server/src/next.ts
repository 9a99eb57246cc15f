import type { Handler } from './handler/create-handler.ts'

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

/** Gives the exports of a Next route file, `app/api/keydesk/v1/[...path]/route.ts`; refusing methods is the handler's part. */
export const toRouteHandlers = (handler: Handler): Record<(typeof methods)[number], Handler> => ({
  GET: handler,
  HEAD: handler,
  POST: handler,
  PUT: handler,
  PATCH: handler,
  DELETE: handler,
  OPTIONS: handler,
})
