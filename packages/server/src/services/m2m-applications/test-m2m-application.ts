import type { TestedM2MApplication } from '@keydesk/contract'
import { KeydeskError, validationFailed } from '../../keydesk-error.ts'
import { readFields } from '../../schemas/field-errors.ts'
import { testM2MApplicationSchema } from '../../schemas/m2m-application-requests.ts'
import { markApplicationTested, runOrPutOff } from '../../store/index.ts'
import { askForToken } from '../../workos/ask-for-token.ts'
import type { ServiceCall, ServiceContext } from '../service-context.ts'
import { findApplication } from './find-application.ts'

/**
 * Gets a token for an application of the organization as its client would, and gives what the token says, never the token. Throws
 * `not_found` for another organization's before anybody is asked. The issuer counts it as a use of the secret; the
 * application remembers that it was a test.
 */
export const testM2MApplication = async (
  context: ServiceContext,
  call: ServiceCall,
  { id, body }: { id: string; body: unknown },
): Promise<TestedM2MApplication> => {
  const { tokenUrl } = context.settings
  if (tokenUrl === null)
    throw new KeydeskError({ code: 'route_not_found', detail: 'Keydesk has no such route.' })
  const { clientId } = await findApplication(context, call, id)
  const fields = readFields(testM2MApplicationSchema, body)
  if (!fields.ok) throw validationFailed(fields.errors)
  const { clientSecret } = fields.value
  const organizationId = call.actor.organization.id
  const at = context.now()
  const noteTest = () =>
    runOrPutOff(context.store, tx => markApplicationTested(tx, { organizationId, id, at }), [])
  const { signal } = call
  try {
    const tested = await askForToken({ tokenUrl, clientId, clientSecret, signal })
    if (tested.accepted || tested.problem === 'opaque_token') await noteTest()
    return tested
  } catch (error) {
    // The issuer may have given a token to nobody who waited for it.
    if (signal.aborted) await noteTest()
    throw error
  }
}
