import { type ErrorCode, errors, fieldErrorCodes } from '@keydesk/contract'
import * as z from 'zod'

const codes = Object.keys(errors) as ErrorCode[]

/** `FieldError` */
export const fieldErrorSchema = z.strictObject({
  pointer: z.string().meta({ description: 'A JSON Pointer into the request body, as a URI fragment.' }),
  code: z.enum(fieldErrorCodes),
  detail: z.string(),
})

/** `Problem`, the body of every error (RFC 9457). */
export const problemSchema = z.strictObject({
  type: z.templateLiteral(['urn:keydesk:problem:', z.enum(codes)]),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.enum(codes),
  requestId: z.string(),
  errors: z.array(fieldErrorSchema).exactOptional(),
  maxAge: z.int().exactOptional().meta({ description: 'How old a sign-in may be, in seconds.' }),
  permissions: z.array(z.string()).exactOptional().meta({ description: 'The slugs that the actor lacks.' }),
})
