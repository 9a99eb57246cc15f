import { join } from 'node:path'
import { compareSubjects } from './compare-subjects.ts'
import type { Measure, Part } from './part.ts'
import { startIssuer } from './start-issuer.ts'

const gate = join(import.meta.dirname, 'token-subjects.ts')
const peers = join(import.meta.dirname, 'token-peers.ts')
const own = { bareVerify: gate, firstSight: gate, tokenFloor: gate, keyFloor: gate, seen: gate }

/** What an M2M token costs: the first time beside checking its signature alone, then beside hashing it. */
export const tokens: Part = {
  title: 'A token (RS256): at first sight beside its signature, then beside its hash and a look into a map',
  slack: 2,
  measure: async form => {
    const { issued, close } = await startIssuer(2_000)
    try {
      if (!form.peers) return toOwn(await compareSubjects(own, { ...form, settings: issued }))
      const all = {
        ...own,
        jose: peers,
        fastJwt: peers,
        fastJwtCached: peers,
        jsonwebtoken: peers,
        awsJwtVerify: peers,
      }
      const ratioOf = await compareSubjects(all, { ...form, settings: issued })
      const peer = (name: string, subject: keyof typeof all, floor: keyof typeof own): Measure => ({
        name,
        value: ratioOf(subject, floor),
        unit: '×',
      })
      return [
        ...toOwn(ratioOf),
        peer('jsonwebtoken, first sight', 'jsonwebtoken', 'bareVerify'),
        peer('fast-jwt, first sight', 'fastJwt', 'bareVerify'),
        peer('aws-jwt-verify, first sight', 'awsJwtVerify', 'bareVerify'),
        peer('jose, first sight', 'jose', 'bareVerify'),
        peer('fast-jwt with its cache, seen before', 'fastJwtCached', 'tokenFloor'),
      ]
    } finally {
      close()
    }
  },
}

const toOwn = (ratioOf: (subject: keyof typeof own, reference: keyof typeof own) => number): Measure[] => [
  { name: 'first sight', value: ratioOf('firstSight', 'bareVerify'), unit: '×', limit: { atMost: 1.5 } },
  { name: 'seen before', value: ratioOf('seen', 'tokenFloor'), unit: '×', limit: { atMost: 2.5 } },
  { name: 'seen before, beside the floor of a key', value: ratioOf('seen', 'keyFloor'), unit: '×' },
]
