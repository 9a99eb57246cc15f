import { toRouteHandlers } from '@keydesk/server/next'
import { bff } from '../../../../composition-root.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = toRouteHandlers(request =>
  bff().handler(request),
)
