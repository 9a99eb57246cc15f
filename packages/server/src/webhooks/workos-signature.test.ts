import { createWorkOS } from '@workos-inc/node'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  at,
  deletion,
  headerOf,
  hexOf,
  outcomeOf,
  readDelivery,
  secret,
  toDelivery,
} from '../testing/read-delivery.ts'
import { readWorkosWebhook } from './read-workos-webhook.ts'

/** Every string that differs from this ASCII one in a single bit. */
const flipsOf = (text: string): string[] =>
  [...text].flatMap((_, index) =>
    [0, 1, 2, 3, 4, 5, 6, 7].map(bit => {
      const flipped = Buffer.from(text)
      flipped[index] = (flipped[index] ?? 0) ^ (1 << bit)
      return flipped.toString('latin1')
    }),
  )

describe('a signature', () => {
  it('is needed', async () => {
    expect(await outcomeOf({ header: null })).toBe('signature_missing unauthenticated')
  })

  const hex = hexOf(deletion)
  it.each([
    ['nothing', ''],
    ['no time', `v1=${hex}`],
    ['no signature', `t=${at}`],
    ['an empty time', `t=, v1=${hex}`],
    ['an empty signature', `t=${at}, v1=`],
    ['another order', `v1=${hex}, t=${at}`],
    ['two signatures', `t=${at}, v1=${hex}, v1=${hex}`],
    ['two signatures, one of them wrong', `t=${at}, v1=${'0'.repeat(64)}, v1=${hex}`],
    ['two times', `t=${at}, t=${at}, v1=${hex}`],
    ['itself twice, as a repeated header does', `t=${at}, v1=${hex}, t=${at}, v1=${hex}`],
    ['upper-case hex', `t=${at}, v1=${hex.toUpperCase()}`],
    ['upper-case names', `T=${at}, V1=${hex}`],
    ['another version alone', `t=${at}, v2=${hex}`],
    ['too little hex', `t=${at}, v1=${hex.slice(2)}`],
    ['too much hex', `t=${at}, v1=${hex}00`],
    ['base64', `t=${at}, v1=${Buffer.from(hex, 'hex').toString('base64')}`],
    ['a time with a sign', headerOf(deletion, `+${at}`)],
    ['a time with a zero before it', headerOf(deletion, `0${at}`)],
    ['a time with a fraction', headerOf(deletion, `${at}.0`)],
    ['a time in words', headerOf(deletion, 'now')],
    ['a time beyond all numbers', headerOf(deletion, '9'.repeat(400))],
    ['something behind it', `${headerOf(deletion)};`],
  ])('that says %s is malformed', async (_, header) => {
    expect(await outcomeOf({ header })).toBe('signature_malformed unauthenticated')
  })

  it('in a header that is sent twice is malformed', async () => {
    const request = toDelivery(deletion, headerOf(deletion))
    request.headers.append('WorkOS-Signature', headerOf(deletion))
    const outcome = await readWorkosWebhook({ request, secrets: [secret], now: () => new Date(at) })
    expect(outcome).toMatchObject({ ok: false, reason: 'signature_malformed' })
  })

  it('in seconds is of long ago', async () => {
    const header = headerOf(deletion, Math.floor(at / 1000))
    expect(await outcomeOf({ header })).toBe('timestamp_out_of_tolerance unauthenticated')
  })

  it('does not fit another time, body or secret', async () => {
    for (const given of [
      { header: `t=${at + 1}, v1=${hex}` },
      { body: `${deletion} ` },
      { body: '' },
      { secrets: [`${secret} `] },
      { header: headerOf(deletion.replace('user_', 'USER_')) },
    ]) {
      expect(await outcomeOf(given)).toBe('signature_mismatch unauthenticated')
    }
  })
})

describe('a single bit that is flipped', () => {
  it('anywhere in the header never passes', async () => {
    const passed: string[] = []
    let sent = 0
    for (const header of flipsOf(headerOf(deletion))) {
      // A header cannot even be sent with these in it.
      if (/[\0\r\n]/.test(header)) continue
      sent += 1
      if ((await readDelivery({ header })).ok) passed.push(header)
    }
    expect(sent).toBeGreaterThan(600)
    expect(passed).toEqual([])
  })

  it('anywhere in the body never passes', async () => {
    const flips = flipsOf(deletion)
    expect(flips).toHaveLength(deletion.length * 8)
    for (const flip of flips) {
      const body = Buffer.from(flip, 'latin1')
      expect(await outcomeOf({ body })).toBe('signature_mismatch unauthenticated')
    }
  })

  it('anywhere in the secret never passes', async () => {
    for (const flip of flipsOf(secret)) {
      expect(await outcomeOf({ secrets: [flip] })).toBe('signature_mismatch unauthenticated')
    }
  })
})

describe('of any body whatever', () => {
  const anything = fc.record({
    text: fc.string({ unit: 'grapheme', maxLength: 300 }),
    key: fc.string({ minLength: 1, maxLength: 80 }),
    offset: fc.integer({ min: -180_000, max: 180_000 }),
  })

  it('the signature that the SDK computes is the one that is asked for', async () => {
    const { webhooks } = createWorkOS({ apiKey: 'sk_test_keydesk' })
    await fc.assert(
      fc.asyncProperty(anything, async ({ text, key, offset }) => {
        const time = at + offset
        const header = `t=${time}, v1=${await webhooks.computeSignature(time, text, key)}`
        // It is signed, so only its being no event can be held against it.
        expect(await outcomeOf({ body: text, header, secrets: [key] })).toBe(
          'event_malformed malformed_request',
        )
      }),
    )
  })

  it('no header passes but one made with the secret', async () => {
    const forged = fc.oneof(
      fc.string({ maxLength: 120 }),
      fc
        .tuple(fc.integer({ min: -180_000, max: 180_000 }), fc.stringMatching(/^[0-9a-f]{64}$/))
        .map(([offset, hex]) => `t=${at + offset}, v1=${hex}`),
    )
    await fc.assert(
      fc.asyncProperty(forged, async header => {
        expect((await readDelivery({ header: header.replace(/[^\x20-\x7e]/g, '') })).ok).toBe(false)
      }),
      { numRuns: 500 },
    )
  })
})
