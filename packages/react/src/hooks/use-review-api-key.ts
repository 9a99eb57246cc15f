import type { ApiKey } from '@keydesk/contract'
import { useAction } from './use-action.ts'
export const useReviewApiKey = () => useAction<string, ApiKey>(async () => { throw new Error('x') })
