import { defaultBasePath, matchRoute, type Operation, type Problem } from '@keydesk/contract'
import { toAnswers } from './to-answers.ts'
import { toProblem, type World } from './world.ts'

/** A broker of one page and one story: a `fetch` that answers from a world, which changes as keys are made, replaced, changed and revoked. */
export const answerFrom = (given: World): ((request: Request) => Promise<Response>) => {
  const world = structuredClone(given)
  const answers = toAnswers(world)
  const asked = new Map<Operation, number>()
  return async request => {
    const { pathname, searchParams } = new URL(request.url)
    const match = matchRoute(request.method, pathname.slice(defaultBasePath.length))
    if (!match?.operation) return refuse(toProblem('route_not_found'))
    const { operation, params } = match
    const count = (asked.get(operation) ?? 0) + 1
    asked.set(operation, count)
    const fault = count > world.soundAnswers ? world.faults[operation] : undefined
    if (fault === 'silence') return new Promise(() => {})
    if (fault === 'offline') throw new TypeError('Failed to fetch')
    if (fault) {
      const { retryAfter, ...problem } = fault
      return refuse(toProblem(problem.code, problem), retryAfter)
    }
    const answer = await answers[operation]?.({
      query: searchParams,
      id: params.id ?? '',
      secretId: params.secretId ?? '',
      body: () => request.json() as Promise<never>,
    })
    return answer === undefined ? new Response(null, { status: 204 }) : Response.json(answer)
  }
}

const refuse = (problem: Problem, retryAfter?: number) =>
  Response.json(problem, {
    status: problem.status,
    headers: {
      'Content-Type': 'application/problem+json',
      ...(retryAfter !== undefined && { 'Retry-After': String(retryAfter) }),
    },
  })
