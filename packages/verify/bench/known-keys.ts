import { join } from 'node:path'
import { createEmulator, defaultSeed } from '../../workos-emulator/src/index.ts'
import { compareSubjects } from './compare-subjects.ts'
import type { PeerSettings } from './known-key-peers.ts'
import { permission } from './many-keys.ts'
import type { Form, Measure, Part } from './part.ts'

const gate = join(import.meta.dirname, 'known-key-subjects.ts')
const peers = join(import.meta.dirname, 'known-key-peers.ts')
const own = { floor: gate, authenticateNow: gate, verifyNow: gate, authenticate: gate, verify: gate }

/** What a key costs that the gate knows, beside hashing it and looking it up in a map, and what it costs the peers. */
export const knownKeys: Part = {
  title: 'A known key, beside its hash and a look into a map',
  slack: 1.4,
  measure: async form => {
    if (!form.peers) return toOwn(await compareSubjects(own, form))
    return withWorkos(settings => measureAll(form, settings))
  },
}

const measureAll = async (form: Form, settings: PeerSettings): Promise<Measure[]> => {
  const all = { ...own, unkeyCache: peers, bentocache: peers, betterAuth: peers, workosSdk: peers }
  const ratioOf = await compareSubjects(all, { ...form, settings })
  const peer = (name: string, subject: keyof typeof all, atLeast?: number): Measure[] => [
    { name, value: ratioOf(subject, 'floor'), unit: '×' },
    {
      name: '  beside authenticateNow',
      value: ratioOf(subject, 'authenticateNow'),
      unit: '×',
      ...(atLeast !== undefined && { limit: { atLeast } }),
    },
    { name: '  beside authenticate', value: ratioOf(subject, 'authenticate'), unit: '×' },
  ]
  return [
    ...toOwn(ratioOf),
    ...peer('@unkey/cache, swr', 'unkeyCache', 1.3),
    ...peer('bentocache, getOrSet', 'bentocache'),
    ...peer('better-auth, verifyApiKey from a Map', 'betterAuth', 150),
    ...peer('@workos-inc/node, createValidation', 'workosSdk', 300),
  ]
}

const toOwn = (ratioOf: (subject: keyof typeof own, reference: 'floor') => number): Measure[] => [
  { name: 'authenticateNow', value: ratioOf('authenticateNow', 'floor'), unit: '×', limit: { atMost: 2 } },
  { name: 'verifyNow', value: ratioOf('verifyNow', 'floor'), unit: '×', limit: { atMost: 2 } },
  { name: 'authenticate', value: ratioOf('authenticate', 'floor'), unit: '×', limit: { atMost: 2.5 } },
  { name: 'verify', value: ratioOf('verify', 'floor'), unit: '×', limit: { atMost: 2.5 } },
]

const withWorkos = async <Result>(use: (settings: PeerSettings) => Promise<Result>): Promise<Result> => {
  const value = `sk_${'5'.repeat(64)}`
  const apiKeys = [{ organization: 'org_northwind', name: 'Bench', value, permissions: [permission] }]
  const emulator = await createEmulator({ port: 0, seed: { ...defaultSeed, apiKeys } })
  try {
    return await use({ port: emulator.port, apiKey: emulator.apiKey, value })
  } finally {
    await emulator.close()
  }
}
