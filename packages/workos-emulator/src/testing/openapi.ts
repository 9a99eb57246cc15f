import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { parse } from 'yaml'
import * as z from 'zod'

const documentSchema = z.looseObject({
  paths: z.record(
    z.string(),
    z.record(z.string(), z.looseObject({ responses: z.record(z.string(), z.unknown()).optional() })),
  ),
})

const require = createRequire(import.meta.url)
const path = process.env.WORKOS_OPENAPI_SPEC ?? require.resolve('@workos/openapi-spec/spec')
// More than a megabyte of YAML: read while the test file loads, so that it takes none of a test's own time.
const source: unknown = parse(readFileSync(path, 'utf8'))
const document = documentSchema.parse(source)

/**
 * WorkOS's own OpenAPI document as a judge of answers: the npm edition, or another one named by
 * `WORKOS_OPENAPI_SPEC`. `check` throws on an answer that does not have the documented shape.
 */
export function readOpenapi() {
  // Each schema judges a few answers: to make its code faster would take four times as long as to make it.
  const ajv = new Ajv2020({ strict: false, allErrors: true, code: { optimize: false } })
  addFormats.default(ajv)
  ajv.addSchema({ $id: 'workos', ...document })
  const templates = Object.keys(document.paths).map(template => ({
    template,
    pattern: new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
    // Without parameters a path is the better match: /api_keys/validations is not an /api_keys/{id}.
    parameters: template.split('{').length,
  }))
  const checked = new Set<string>()

  return {
    /** The operations and statuses whose answers were found to be as documented. */
    checked,
    /** Whether this edition of the document knows a path. */
    documents: (template: string): boolean => template in document.paths,
    check(answer: { method: string; path: string; status: number; body: unknown }): void {
      const { template } =
        templates
          .filter(it => it.pattern.test(answer.path))
          .toSorted((a, b) => a.parameters - b.parameters)
          .at(0) ?? {}
      const method = answer.method.toLowerCase()
      const operation = template === undefined ? undefined : document.paths[template]?.[method]
      const documented = operation?.responses?.[answer.status]
      if (template === undefined || documented === undefined) return
      const name = `${answer.method} ${template} ${answer.status}`
      if (answer.body !== undefined && hasJsonSchema(documented)) {
        const pointer = `/paths/${escapePointer(template)}/${method}/responses/${answer.status}/content/application~1json/schema`
        const validate = ajv.compile({ $ref: `workos#${encodeURI(pointer)}` })
        if (!validate(answer.body)) throw new Error(`${name}: ${ajv.errorsText(validate.errors)}`)
      }
      checked.add(name)
    },
  }
}

function hasJsonSchema(response: unknown): boolean {
  return z.object({ content: z.object({ 'application/json': z.unknown() }) }).safeParse(response).success
}

function escapePointer(template: string): string {
  return template.replaceAll('~', '~0').replaceAll('/', '~1')
}
