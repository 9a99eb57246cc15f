import { describe, expect, test } from 'vitest'
import { startApplication } from '../testing/start-application.ts'
import { startClient } from '../testing/start-client.ts'
import { watchAnswers } from '../testing/watch-answers.ts'

const organizationId = 'org_northwind'
const applications = '/connect/applications'
const newApplication = { application_type: 'm2m', name: 'Export', organization_id: organizationId }

test('the SDK’s connect calls work, and every answer has the shape WorkOS documents', async () => {
  const { watched, judge } = watchAnswers()
  const { workos, call } = await startClient({ fetchFn: watched })
  const { connect } = workos

  const made = await connect.createM2MApplication('Nightly export', organizationId, 'Every night', [
    'posts:read',
  ])
  expect(made).toMatchObject({
    object: 'connect_application',
    id: expect.stringMatching(/^conn_app_/),
    clientId: expect.stringMatching(/^client_/),
    name: 'Nightly export',
    description: 'Every night',
    scopes: ['posts:read'],
    applicationType: 'm2m',
    organizationId,
  })
  const { id, clientId } = made
  expect(await connect.getApplication({ id })).toEqual(made)
  expect(await connect.getApplication({ id: clientId })).toEqual(made)
  const { data, listMetadata } = await connect.listApplications({ organizationId, limit: 1 })
  expect(data).toEqual([made])
  expect(listMetadata.after).toBe(id)

  const secret = await connect.createApplicationClientSecret({ id: clientId })
  expect(secret.secret).toMatch(/^[0-9a-f]{64}$/)
  expect(secret).toMatchObject({ id: expect.stringMatching(/^secret_/), lastUsedAt: null })
  expect(secret.secretHint).toBe(secret.secret.slice(-6))
  const listed = await call(`${applications}/${id}/client_secrets`)
  const shown: unknown = await listed.json()
  expect(shown).toEqual([
    {
      object: 'connect_application_secret',
      id: secret.id,
      secret_hint: secret.secretHint,
      last_used_at: null,
      created_at: secret.createdAt.toISOString(),
      updated_at: secret.updatedAt.toISOString(),
    },
  ])
  expect(await connect.listApplicationClientSecrets({ id })).toHaveLength(1)

  const renamed = await connect.updateApplication({
    id,
    name: 'Export',
    description: 'Hourly',
    scopes: ['posts:write'],
  })
  expect(renamed).toMatchObject({ id, name: 'Export', description: 'Hourly', scopes: ['posts:write'] })

  const missing = { status: 404 }
  await expect(connect.createM2MApplication('a', 'org_x')).rejects.toMatchObject(missing)
  await expect(connect.createM2MApplication('', organizationId)).rejects.toMatchObject({ status: 422 })
  await expect(connect.listApplications({ organizationId: 'org_x' })).rejects.toMatchObject({ status: 422 })
  await expect(workos.put(`${applications}/${id}`, { name: '' })).rejects.toMatchObject({ status: 422 })
  await connect.deleteClientSecret({ id: secret.id })
  await expect(connect.deleteClientSecret({ id: secret.id })).rejects.toMatchObject(missing)
  expect(await connect.listApplicationClientSecrets({ id })).toEqual([])
  await connect.deleteApplication({ id: clientId })
  await expect(connect.getApplication({ id })).rejects.toMatchObject(missing)
  await expect(connect.updateApplication({ id, name: 'a' })).rejects.toMatchObject(missing)
  await expect(connect.deleteApplication({ id })).rejects.toMatchObject(missing)
  await expect(connect.listApplicationClientSecrets({ id })).rejects.toMatchObject(missing)
  await expect(connect.createApplicationClientSecret({ id })).rejects.toMatchObject(missing)

  expect(judge()).toEqual(documented)
})

const documented = [
  'DELETE /connect/applications/{id} 204',
  'DELETE /connect/applications/{id} 404',
  'DELETE /connect/client_secrets/{id} 204',
  'DELETE /connect/client_secrets/{id} 404',
  'GET /connect/applications 200',
  'GET /connect/applications 422',
  'GET /connect/applications/{id} 200',
  'GET /connect/applications/{id} 404',
  'GET /connect/applications/{id}/client_secrets 200',
  'GET /connect/applications/{id}/client_secrets 404',
  'POST /connect/applications 201',
  'POST /connect/applications 404',
  'POST /connect/applications 422',
  'POST /connect/applications/{id}/client_secrets 201',
  'POST /connect/applications/{id}/client_secrets 404',
  'PUT /connect/applications/{id} 200',
  'PUT /connect/applications/{id} 404',
  'PUT /connect/applications/{id} 422',
]

describe('applications', () => {
  test('are listed by organization and by how they were registered, newest first', async () => {
    const {
      workos: { connect },
      application,
      call,
    } = await startApplication()
    const listIds = async (options: Parameters<typeof connect.listApplications>[0]) =>
      (await connect.listApplications(options)).data.map(it => it.clientId)
    const own = application.clientId
    expect(await listIds({})).toEqual([own, 'client_globex_reporting', 'client_northwind_sync'])
    expect(await listIds({ organizationId })).toEqual([own, 'client_northwind_sync'])
    expect(await listIds({ organizationId: 'org_globex', order: 'asc' })).toEqual(['client_globex_reporting'])
    const listBy = async (types: string) => {
      const answer = await call(`${applications}?organization_id=org_globex&registration_types=${types}`)
      return { status: answer.status, body: await answer.json() }
    }
    expect((await listBy('dynamic')).body).toMatchObject({ data: [] })
    expect((await listBy('dynamic,authenticated')).body).toMatchObject({ data: [{}] })
    expect((await listBy('magic')).status).toBe(422)
  })

  test('lose with an update what the SDK sends as null, and keep what a call leaves out', async () => {
    const {
      workos: { connect },
      application,
      call,
    } = await startApplication()
    const { id, clientId } = application
    const put = (body: object) =>
      call(`${applications}/${clientId}`, { method: 'PUT', body: JSON.stringify(body) })
    await put({ description: 'Every night' })
    await put({ name: 'Nightly copy' })
    expect(await connect.getApplication({ id })).toMatchObject({
      name: 'Nightly copy',
      description: 'Every night',
      scopes: ['posts:read', 'posts:write'],
    })
    const emptied = await connect.updateApplication({ id, name: 'Export' })
    expect(emptied).toMatchObject({ name: 'Export', description: null, scopes: [] })
    const redirects = await put({ redirect_uris: [{ uri: 'https://example.test', default: true }] })
    expect(redirects.status).toBe(422)
  })

  for (const [name, change, error] of [
    ['no name', { name: undefined }, { code: 'required', field: 'name' }],
    ['a name of spaces', { name: ' ' }, { code: 'required', field: 'name' }],
    ['no organization', { organization_id: undefined }, { code: 'required', field: 'organization_id' }],
    [
      'an unknown type',
      { application_type: 'spa' },
      { code: 'invalid_application_type', field: 'application_type' },
    ],
    ['a scope of two words', { scopes: ['posts read'] }, { code: 'invalid_scope', field: 'scopes.0' }],
    ['a description that is none', { description: 5 }, { code: 'invalid_type', field: 'description' }],
  ] as const) {
    test(`are not made with ${name}`, async () => {
      const { post } = await startClient()
      const answer = await post(applications, { ...newApplication, ...change })
      expect(answer.status).toBe(422)
      expect(await answer.json()).toEqual({ message: 'Validation failed.', errors: [error] })
    })
  }

  test('of another type are not emulated', async () => {
    const { post } = await startClient()
    const answer = await post(applications, { ...newApplication, application_type: 'oauth' })
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ code: 'not_emulated' })
  })

  test('and secrets are made once for each Idempotency-Key', async () => {
    const { post, workos } = await startClient()
    const headers = { 'idempotency-key': 'one' }
    const answers = [
      await post(applications, newApplication, headers),
      await post(applications, newApplication, headers),
    ]
    const [first, second] = await Promise.all(answers.map(it => it.text()))
    expect(second).toBe(first)
    const path = `${applications}/client_northwind_sync/client_secrets`
    const secrets = [await post(path, {}, headers), await post(path, {}, headers)]
    const [made, again] = await Promise.all(secrets.map(it => it.text()))
    expect(again).toBe(made)
    expect(await workos.connect.listApplicationClientSecrets({ id: 'client_northwind_sync' })).toHaveLength(2)
  })

  test('end with their organization', async () => {
    const {
      workos,
      workos: { connect },
      clientId,
      ask,
      grant,
    } = await startApplication()
    await workos.organizations.deleteOrganization(organizationId)
    await expect(connect.getApplication({ id: clientId })).rejects.toMatchObject({ status: 404 })
    expect(await (await ask('/oauth2/token', grant)).json()).toMatchObject({ error: 'invalid_client' })
    expect((await connect.listApplications()).data.map(it => it.clientId)).toEqual([
      'client_globex_reporting',
    ])
  })

  test('need the environment key', async () => {
    const { call } = await startClient()
    const headers = { authorization: 'Bearer client_northwind_sync' }
    for (const path of [applications, `${applications}/client_northwind_sync`, '/connect/client_secrets/x']) {
      expect((await call(path, { headers })).status).toBe(401)
    }
  })
})
