import type { M2MApplication } from '@keydesk/contract'
import { useAction } from './use-action.ts'
export const useReviewM2MApplication = () => useAction<string, M2MApplication>(async () => { throw new Error('x') })
