import { readOpenapi } from './openapi.ts'

interface Answer {
  method: string
  path: string
  status: number
  body: unknown
}

/**
 * A fetch that lets every answer pass, and `judge`, which has all of them judged by WorkOS's OpenAPI document and gives the operations
 * and statuses that it found to be as documented. Judged at the end, because to compile a schema takes longer than a client waits.
 */
export function watchAnswers() {
  const openapi = readOpenapi()
  const answers: Answer[] = []
  const watched: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    const answer = await fetch(request)
    const text = await answer.clone().text()
    answers.push({
      method: request.method,
      path: new URL(request.url).pathname,
      status: answer.status,
      body: text === '' ? undefined : JSON.parse(text),
    })
    return answer
  }
  const judge = (): string[] => {
    for (const answer of answers) openapi.check(answer)
    return [...openapi.checked].toSorted()
  }
  return { watched, judge, documents: openapi.documents }
}
