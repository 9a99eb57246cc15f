import { expect, test } from 'vitest'
import { callback, startClient } from '../testing/start-client.ts'

const query = {
  client_id: 'client_keydesk',
  response_type: 'code',
  provider: 'authkit',
  redirect_uri: callback,
  state: '"><script>alert(1)</script>',
}
const pathOf = (change: Record<string, string> = {}) =>
  `/user_management/authorize?${new URLSearchParams({ ...query, ...change })}`

/** The forms of a page as a browser would send them: one set of fields for each button. */
function readForms(page: string) {
  return [...page.matchAll(/<form action="([^"]+)">(.*?)<\/form>/gs)].flatMap(([, action, content = '']) => {
    const fields = [...content.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)]
    const buttons = [...content.matchAll(/<button(?: class="person")?(?: name="([^"]*)" value="([^"]*)")?>/g)]
    return buttons.map(([, name, value]) => {
      const form = new URLSearchParams()
      for (const [, key = '', text = ''] of fields) form.set(key, unescapeHtml(text))
      if (name !== undefined && value !== undefined) form.set(name, value)
      return { action: `${action}?${form}`, form }
    })
  })
}

const unescapeHtml = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&gt;', '>').replaceAll('&lt;', '<').replaceAll('&amp;', '&')

test('offers everyone, and each organization of a person with several', async () => {
  const { call } = await startClient()
  const answer = await call(pathOf())
  expect(answer.status).toBe(200)
  const choices = readForms(await answer.text()).map(({ form }) => [
    form.get('login_hint'),
    form.get('organization_id'),
  ])
  expect(choices).toEqual([
    ['admin@northwind.test', 'org_northwind'],
    ['admin@northwind.test', 'org_globex'],
    ['developer@northwind.test', null],
    ['viewer@northwind.test', null],
    ['admin@globex.test', null],
  ])
})

test('every button signs in with the request it came from', async () => {
  const { call } = await startClient()
  const forms = readForms(await (await call(pathOf())).text())
  expect(forms).toHaveLength(5)
  for (const { action } of forms) {
    const target = new URL((await call(action)).headers.get('location') ?? '')
    expect(target.searchParams.get('state')).toBe(query.state)
    expect(target.searchParams.get('code')).not.toBeNull()
  }
})

test('an organization that was asked for leaves only its members', async () => {
  const { call } = await startClient()
  const page = await (await call(pathOf({ organization_id: 'org_globex' }))).text()
  expect(page).toContain('Who is signing in to Globex Robotics?')
  expect(readForms(page).map(({ form }) => form.get('login_hint'))).toEqual([
    'admin@northwind.test',
    'admin@globex.test',
  ])
})

test('a hint nobody has is said, and what the request carries is never markup', async () => {
  const { call } = await startClient()
  const answer = await call(pathOf({ login_hint: '<b>nobody</b>@x.test' }))
  const page = await answer.text()
  expect(page).toContain('Nobody here has the email address &lt;b&gt;nobody&lt;/b&gt;@x.test.')
  expect(page).not.toContain('<script')
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(readForms(page)).toHaveLength(5)
})
