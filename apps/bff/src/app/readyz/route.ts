import { bff } from '../../composition-root.ts'

export const dynamic = 'force-dynamic'

/** Answers 200 when everything the broker stands on does, else 503 naming what does not. */
export const GET = async () => {
  const readiness = await bff().checkReadiness()
  const status = readiness.ready ? 200 : 503
  return Response.json(readiness, { status, headers: { 'Cache-Control': 'no-store' } })
}
