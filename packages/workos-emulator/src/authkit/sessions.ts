import { Hono } from 'hono'
import * as z from 'zod'
import { clientId, type Environment } from '../environment.ts'
import { Refusal, refuseMissing } from '../http/answers.ts'
import { parseBody, readJson, requiredText } from '../http/body.ts'
import { parseLocalUrl } from '../http/local-url.ts'
import { requireEnvironmentKey } from '../http/require-environment-key.ts'
import { renderErrorPage } from '../pages/error-page.ts'
import { answerPage } from '../pages/page.ts'
import { renderSignedOutPage } from '../pages/signed-out-page.ts'
import { endSessions } from './end-sessions.ts'

const revokeSchema = z.object({ session_id: requiredText })

/** The key set, sign-out, and `POST /user_management/sessions/revoke`. */
export function createSessionRoutes({ state, settings, signer }: Environment) {
  const endSession = (id: string) => state.commit(endSessions({ state }, new Set([id])))

  return new Hono()
    .get('/sso/jwks/:clientId', c => {
      const id = c.req.param('clientId')
      if (id !== clientId) throw refuseMissing({ kind: 'Client', id })
      return c.json(signer.keySet())
    })
    .get('/user_management/sessions/logout', async c => {
      const { session_id: sessionId, return_to: returnTo } = c.req.query()
      if (!sessionId) throw new Refusal(422, { message: 'session_id is required.' })
      endSession(sessionId)
      c.header('Cache-Control', 'no-store')
      if (returnTo === undefined) return answerPage(c, 200, renderSignedOutPage())
      const target = parseLocalUrl(returnTo, settings.redirectOrigins)
      if (target) return c.redirect(target.href, 302)
      const advice = 'You are signed out. Use an address on localhost, or list its origin in the seed.'
      return answerPage(c, 422, renderErrorPage('This return address is not allowed.', advice))
    })
    .post('/user_management/sessions/revoke', requireEnvironmentKey, async c => {
      const { session_id: id } = parseBody(revokeSchema, await readJson(c))
      if (!state.tables.sessions.has(id)) throw refuseMissing({ kind: 'Session', id })
      endSession(id)
      return c.json({})
    })
}
