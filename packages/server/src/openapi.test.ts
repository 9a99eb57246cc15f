import { errors, queryParameters, type Route, routes } from '@keydesk/contract'
import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Broker, startBroker } from './testing/start-broker.ts'

let broker: Broker
let text: string
// biome-ignore format: the shape of what the tests look at
interface Described { parameters: { name: string; in: string; required?: boolean; schema: object }[]; responses: Record<string, { description: string }>; requestBody?: object; security?: object[] }
let document: { paths: Record<string, Record<string, Described>>; servers: object }
beforeAll(async () => {
  broker = await startBroker({
    config: { limits: { nameLength: 80, permissionsPerKey: 7 }, basePath: '/keys/api' },
  })
  const response = await broker.handler(new Request('https://bff.test/keys/api/openapi.json'))
  text = await response.text()
  document = JSON.parse(text)
})
afterAll(() => broker.close())

describe('the OpenAPI document', () => {
  it('is OpenAPI 3.1, and needs neither a session nor a client header', async () => {
    const result = await new Validator().validate(JSON.parse(text))
    expect(result).toMatchObject({ valid: true })
    expect(JSON.parse(text).openapi).toBe('3.1.0')
  })

  it('describes every route of the contract and nothing else', () => {
    const described = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(
        ([method, operation]) => `${Object(operation).operationId} ${method} ${path}`,
      ),
    )
    const expected = Object.entries(routes).map(
      ([name, { method, path }]) => `${name} ${method.toLowerCase()} ${path}`,
    )
    expect(described.sort()).toEqual(expected.sort())
  })

  it('names the parameters and headers of each', () => {
    for (const [operation, { method, path, ...route }] of Object.entries<Route>(routes)) {
      const { parameters, security } = document.paths[path]?.[method.toLowerCase()] ?? { parameters: [] }
      const names = (place: string) =>
        parameters.filter(parameter => parameter.in === place).map(({ name }) => name)
      expect(names('query').sort()).toEqual(
        [
          ...(new Map<string, readonly string[]>(Object.entries(queryParameters)).get(operation) ?? []),
        ].sort(),
      )
      expect(names('path')).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))
      expect(names('header')).toEqual([
        ...(route.open || route.gate ? [] : ['Keydesk-Client']),
        ...(route.mints ? ['Idempotency-Key'] : []),
      ])
      expect(security).toEqual(route.open ? [] : route.gate ? [{ gate: [] }] : undefined)
    }
  })

  it("holds the host's own limits and base path", () => {
    expect(document.servers).toEqual([{ url: '/keys/api' }])
    expect(document.paths['/api-keys']?.post?.requestBody).toMatchObject({
      content: {
        'application/json': {
          schema: {
            additionalProperties: false,
            required: ['name', 'permissions', 'expiresAt'],
            properties: { name: { minLength: 1, maxLength: 80 }, permissions: { maxItems: 7 } },
          },
        },
      },
    })
    const limit = document.paths['/api-keys']?.get?.parameters.find(({ name }) => name === 'limit')
    expect(limit?.schema).toMatchObject({ type: 'integer', minimum: 1, maximum: 100, default: 25 })
  })

  it('gives each problem of an operation under its status', () => {
    const { responses } = document.paths['/api-keys']?.post ?? { responses: {} }
    expect(Object.keys(responses)).toEqual([
      '201',
      '400',
      '401',
      '403',
      '409',
      '413',
      '415',
      '422',
      '429',
      '500',
      '502',
      '503',
      '504',
    ])
    for (const [status, { description }] of Object.entries<{ description: string }>(responses)) {
      for (const [, code] of description.matchAll(/`(\w+)`/g)) {
        expect(Object.entries(errors).find(([name]) => name === code)?.[1].status).toBe(Number(status))
      }
    }
  })

  it('takes no query', async () => {
    expect((await broker.handler(new Request('https://bff.test/keys/api/openapi.json?x=1'))).status).toBe(400)
  })
})
