import { waitUntil } from 'cloudflare:workers'
import * as edge from '../edge.ts'
import { createProbeApi } from './probe-api.ts'

/** The probing API as a Worker, with the gate's edge door. */
let api: ReturnType<typeof createProbeApi> | undefined

export default {
  fetch: (request: Request, { SURROUNDINGS }: { SURROUNDINGS: string }) => {
    api ??= createProbeApi(edge, { ...JSON.parse(SURROUNDINGS), waitUntil })
    return api.fetch(request)
  },
}
