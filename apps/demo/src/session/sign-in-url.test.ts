import { expect, test } from 'vitest'
import { signInUrl } from './sign-in-url.ts'

test('hints are escaped, and absent ones are left out', () => {
  expect(
    signInUrl({ loginHint: 'a+b@northwind.test', organizationId: 'org_globex', returnTo: '/keys?a=1&b' }),
  ).toBe(
    '/auth/sign-in?login_hint=a%2Bb%40northwind.test&organizationId=org_globex&returnTo=%2Fkeys%3Fa%3D1%26b',
  )
  expect(signInUrl({ returnTo: '/' })).toBe('/auth/sign-in?returnTo=%2F')
})
