import { readOpenapi } from './openapi.ts'

/** A fetch that lets every answer pass and has it judged by WorkOS's OpenAPI document. */
export function watchAnswers() {
  const openapi = readOpenapi()
  const watched: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    const answer = await fetch(request)
    const text = await answer.clone().text()
    openapi.check({
      method: request.method,
      path: new URL(request.url).pathname,
      status: answer.status,
      body: text === '' ? undefined : JSON.parse(text),
    })
    return answer
  }
  return { watched, checked: openapi.checked }
}
