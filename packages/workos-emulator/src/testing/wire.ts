import * as z from 'zod'

const apiKey = z.looseObject({
  id: z.string(),
  name: z.string(),
  obfuscated_value: z.string(),
  value: z.string().default('(no value)'),
  permissions: z.array(z.string()),
  expires_at: z.string().nullable(),
  last_used_at: z.string().nullable(),
})
const keyList = z.strictObject({
  object: z.literal('list'),
  data: z.array(apiKey),
  list_metadata: z.strictObject({ before: z.string().nullable(), after: z.string().nullable() }),
})
const keySet = z.object({
  keys: z.tuple([
    z.object({
      kid: z.string(),
      n: z.string(),
      e: z.string(),
      x5c: z.tuple([z.string()]),
      'x5t#S256': z.string(),
    }),
  ]),
})

/** Reads the key of a create or expire answer. */
export const readApiKey = async (answer: Response) => apiKey.parse(await answer.json())
/** Reads a page of keys. */
export const readKeyList = async (answer: Response) => keyList.parse(await answer.json())
/** Reads whom a validation found. */
export const readValidation = async (answer: Response) =>
  z.strictObject({ api_key: apiKey.nullable() }).parse(await answer.json()).api_key
/** Reads a key set of one key. */
export const readKeySet = async (answer: Response) => keySet.parse(await answer.json())
