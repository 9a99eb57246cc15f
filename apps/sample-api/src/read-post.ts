import * as z from 'zod'
import { type FieldProblem, problem } from './problem.ts'

const newPost = z.strictObject(
  {
    title: z
      .string('A title is needed, as text.')
      .trim()
      .min(1, 'A title is needed, as text.')
      .max(200, 'At most 200 characters.'),
    body: z.string('The body is text.').max(5_000, 'At most 5,000 characters.').default(''),
  },
  { error: issue => (issue.code === 'invalid_type' ? 'A post is a JSON object.' : undefined) },
)

const toFieldProblems = (issue: z.core.$ZodIssue): FieldProblem[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => ({ pointer: toPointer([key]), detail: 'There is no such field.' }))
  }
  return [{ pointer: toPointer(issue.path), detail: issue.message }]
}

const toPointer = (path: readonly PropertyKey[]): string =>
  [
    '#',
    ...path.map(part => encodeURIComponent(String(part).replaceAll('~', '~0').replaceAll('/', '~1'))),
  ].join('/')

/** Reads a new post from a request, or gives the problem to answer with: 415, 400 or 422. */
export const readPost = async (request: {
  header(name: string): string | undefined
  text(): Promise<string>
}): Promise<{ ok: true; post: z.infer<typeof newPost> } | { ok: false; response: Response }> => {
  const mediaType = request.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (mediaType !== 'application/json') {
    return {
      ok: false,
      response: problem({ code: 'unsupported_media_type', detail: 'Send "Content-Type: application/json".' }),
    }
  }
  const json = parseJson(await request.text())
  if (!json.ok) {
    return { ok: false, response: problem({ code: 'malformed_request', detail: 'The body is not JSON.' }) }
  }
  const parsed = newPost.safeParse(json.value)
  if (parsed.success) return { ok: true, post: parsed.data }
  return {
    ok: false,
    response: problem({
      code: 'validation_failed',
      detail: 'The post was not created.',
      errors: parsed.error.issues.flatMap(toFieldProblems),
    }),
  }
}

const parseJson = (text: string): { ok: true; value: unknown } | { ok: false } => {
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch {
    return { ok: false }
  }
}
