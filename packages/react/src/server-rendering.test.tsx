import { renderToString } from 'react-dom/server'
import { expect, it } from 'vitest'
import { ApiKeys, KeydeskProvider } from './index.ts'

it('renders on a server, where there is no window, the frame of the list and no request', () => {
  expect(typeof window).toBe('undefined')
  const asked: string[] = []
  const fetch = async (request: Request) => {
    asked.push(request.url)
    return Response.json({})
  }
  const html = renderToString(
    <KeydeskProvider baseUrl="/api/keydesk/v1" fetch={fetch}>
      <ApiKeys theme="dark" />
    </KeydeskProvider>,
  )
  expect(html).toContain('API keys')
  expect(html).toContain('data-theme="dark"')
  expect(html).toContain('data-keydesk-part="skeleton"')
  expect(html).not.toContain('style=')
  expect(asked).toEqual([])
})

it('says what is missing when there is no provider', () => {
  expect(() => renderToString(<ApiKeys />)).toThrow(/<KeydeskProvider/)
})

it('can be imported where there is no HTMLElement, and defines nothing there', async () => {
  expect(typeof HTMLElement).toBe('undefined')
  await expect(import('./element.ts')).resolves.toBeDefined()
})
