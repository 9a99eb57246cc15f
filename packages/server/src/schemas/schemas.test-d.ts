import type {
  ApiKey,
  CreateApiKeyBody,
  FieldError,
  Operations,
  Organization,
  Permission,
  Person,
  Problem,
  Session,
  TestApiKeyBody,
} from '@keydesk/contract'
import { expectTypeOf } from 'vitest'
import type * as z from 'zod'
import type { fieldErrorSchema, problemSchema } from './problem.ts'
import type { createApiKeySchema, listApiKeysQuery, listMembersQuery, testApiKeySchema } from './requests.ts'
import type {
  apiKeySchema,
  organizationSchema,
  permissionSchema,
  personSchema,
  sessionSchema,
} from './resources.ts'
import type { responseSchemas } from './responses.ts'

expectTypeOf<z.output<typeof personSchema>>().toEqualTypeOf<Person>()
expectTypeOf<z.output<typeof organizationSchema>>().toEqualTypeOf<Organization>()
expectTypeOf<z.output<typeof permissionSchema>>().toEqualTypeOf<Permission>()
expectTypeOf<z.output<typeof apiKeySchema>>().toEqualTypeOf<ApiKey>()
expectTypeOf<z.output<typeof sessionSchema>>().toEqualTypeOf<Session>()
expectTypeOf<z.output<typeof fieldErrorSchema>>().toEqualTypeOf<FieldError>()
expectTypeOf<z.output<typeof problemSchema>>().toEqualTypeOf<Problem>()

expectTypeOf<z.output<ReturnType<typeof createApiKeySchema>>>().toEqualTypeOf<CreateApiKeyBody>()
expectTypeOf<z.output<typeof testApiKeySchema>>().toEqualTypeOf<TestApiKeyBody>()
expectTypeOf<keyof z.output<typeof listApiKeysQuery>>().toEqualTypeOf<
  keyof Operations['listApiKeys']['query']
>()
expectTypeOf<keyof z.output<typeof listMembersQuery>>().toEqualTypeOf<
  keyof Operations['listMembers']['query']
>()

type Answer<O extends keyof typeof responseSchemas> = z.output<(typeof responseSchemas)[O]>
expectTypeOf<Answer<'getSession'>>().toEqualTypeOf<Operations['getSession']['response']>()
expectTypeOf<Answer<'listPermissions'>>().toEqualTypeOf<Operations['listPermissions']['response']>()
expectTypeOf<Answer<'listMembers'>>().toEqualTypeOf<Operations['listMembers']['response']>()
expectTypeOf<Answer<'listApiKeys'>>().toEqualTypeOf<Operations['listApiKeys']['response']>()
expectTypeOf<Answer<'createApiKey'>>().toEqualTypeOf<Operations['createApiKey']['response']>()
expectTypeOf<Answer<'getApiKey'>>().toEqualTypeOf<Operations['getApiKey']['response']>()
expectTypeOf<Answer<'testApiKey'>>().toEqualTypeOf<Operations['testApiKey']['response']>()

type Answered = Exclude<keyof Operations, 'revokeApiKey'>
expectTypeOf<keyof typeof responseSchemas>().toEqualTypeOf<Answered>()
