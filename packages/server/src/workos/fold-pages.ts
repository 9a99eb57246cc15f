import { upstreamInvalid } from './upstream-error.ts'
import type { WorkosPage } from './wire.ts'

/** Walks a list of WorkOS page by page; the SDK's own way sleeps 350 ms between pages. */
export async function* foldPages<Item>(
  getPage: (after: string | null) => Promise<WorkosPage<Item>>,
): AsyncGenerator<Item[]> {
  const seen = new Set<string>()
  let after: string | null = null
  do {
    const page: WorkosPage<Item> = await getPage(after)
    yield page.data
    after = page.after
    // A list whose cursor comes round again would never end.
    if (after !== null && seen.has(after)) throw upstreamInvalid(new Error('the list goes round in circles'))
    if (after !== null) seen.add(after)
  } while (after !== null)
}
