import { createHmac } from 'node:crypto'
import { createWorkOS } from '@workos-inc/node'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readWorkosWebhook } from './read-workos-webhook.ts'

const secret = 'whsec_of_this_endpoint'
const at = Date.parse('2026-11-22T12:00:00.000Z')
const deletion = JSON.stringify({
  object: 'event',
  id: 'event_01JD8Z5T7M3QF4X9K2V6B1N0CW',
  event: 'user.deleted',
  data: { object: 'user', id: 'user_northwind_admin' },
  created_at: '2026-11-22T11:59:59.000Z',
})

const hexOf = (body: string | Uint8Array, timestamp: number | string = at, key = secret) =>
  createHmac('sha256', key).update(`${timestamp}.`).update(body).digest('hex')
const headerOf = (body: string | Uint8Array, timestamp: number | string = at, key = secret) =>
  `t=${timestamp}, v1=${hexOf(body, timestamp, key)}`
const toRequest = (body: string | Uint8Array | ReadableStream, header: string | null) =>
  new Request('https://bff.keydesk.test/api/webhooks/workos', {
    method: 'POST',
    body,
    duplex: 'half',
    headers: header === null ? {} : { 'WorkOS-Signature': header },
  })

interface Given {
  body?: string | Uint8Array | ReadableStream
  header?: string | null
  now?: number
  secrets?: string[]
}
const read = ({ body = deletion, header = headerOf(deletion), now = at, secrets = [secret] }: Given = {}) =>
  readWorkosWebhook({ request: toRequest(body, header), secrets, now: () => new Date(now) })
const outcomeOf = async (given: Given) => {
  const outcome = await read(given)
  return outcome.ok ? 'ok' : `${outcome.reason} ${outcome.error.code}`
}

/** Every string that differs from this ASCII one in a single bit. */
const flipsOf = (text: string): string[] =>
  [...text].flatMap((_, index) =>
    [0, 1, 2, 3, 4, 5, 6, 7].map(bit => {
      const flipped = Buffer.from(text)
      flipped[index] = (flipped[index] ?? 0) ^ (1 << bit)
      return flipped.toString('latin1')
    }),
  )

describe('a delivery', () => {
  it('that is genuine tells its event', async () => {
    expect(await read()).toEqual({
      ok: true,
      event: {
        id: 'event_01JD8Z5T7M3QF4X9K2V6B1N0CW',
        at: new Date('2026-11-22T11:59:59.000Z'),
        type: 'user.deleted',
        userId: 'user_northwind_admin',
      },
    })
  })

  it.each([-180_000, -1, 0, 1, 180_000])('is taken with a clock that differs by %d ms', async offset => {
    expect(await outcomeOf({ now: at + offset })).toBe('ok')
  })

  it.each([-180_001, 180_001, -86_400_000, 86_400_000])(
    'is refused when it is %d ms away, past or future, however well signed',
    async offset => {
      expect(await outcomeOf({ now: at - offset })).toBe('timestamp_out_of_tolerance unauthenticated')
    },
  )

  it('is taken by the old and the new secret while one replaces the other, and by no third', async () => {
    const secrets = ['whsec_new', 'whsec_old']
    for (const key of secrets) {
      expect(await outcomeOf({ secrets, header: headerOf(deletion, at, key) })).toBe('ok')
    }
    for (const known of [secrets, []]) {
      const header = headerOf(deletion, at, 'whsec_third')
      expect(await outcomeOf({ secrets: known, header })).toBe('signature_mismatch unauthenticated')
    }
  })

  it('is never taken by the empty secret of a variable that was left blank', async () => {
    const header = headerOf(deletion, at, '')
    for (const secrets of [[''], ['', secret]]) {
      expect(await outcomeOf({ secrets, header })).toBe('signature_mismatch unauthenticated')
    }
  })

  it.each([
    ['without a space after the comma', `t=${at},v1=${hexOf(deletion)}`],
    ['with a version to come', `${headerOf(deletion)}, v2=c2lnbmF0dXJl`],
  ])('may be signed %s', async (_, header) => {
    expect(await outcomeOf({ header })).toBe('ok')
  })
})

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
    const request = toRequest(deletion, headerOf(deletion))
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
      if ((await read({ header })).ok) passed.push(header)
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
        expect((await read({ header: header.replace(/[^\x20-\x7e]/g, '') })).ok).toBe(false)
      }),
      { numRuns: 500 },
    )
  })
})

describe('the body', () => {
  const sized = (bytes: number) => {
    const event = { ...JSON.parse(deletion), padding: '' }
    event.padding = 'x'.repeat(bytes - JSON.stringify(event).length)
    return JSON.stringify(event)
  }

  it('may have 256 KiB and not a byte more', async () => {
    const [most, tooMuch] = [sized(262_144), sized(262_145)]
    expect(await outcomeOf({ body: most, header: headerOf(most) })).toBe('ok')
    expect(await outcomeOf({ body: tooMuch, header: headerOf(tooMuch) })).toBe(
      'body_too_large payload_too_large',
    )
  })

  it('is not read to its end when it has none', async () => {
    let sent = 0
    const endless = new ReadableStream({
      pull(controller) {
        sent += 65_536
        controller.enqueue(new Uint8Array(65_536))
      },
    })
    expect(await outcomeOf({ body: endless })).toBe('body_too_large payload_too_large')
    expect(sent).toBeLessThan(1_000_000)
  })

  it('is not read at all for a delivery that is stale or unsigned', async () => {
    for (const given of [{ now: at + 200_000 }, { header: null }, { header: 't=1' }]) {
      let pulls = 0
      const body = new ReadableStream(
        {
          pull() {
            pulls += 1
          },
        },
        { highWaterMark: 0 },
      )
      expect(await outcomeOf({ body, ...given })).toContain('unauthenticated')
      expect(pulls).toBe(0)
    }
  })

  it('may break off', async () => {
    const broken = new ReadableStream({
      pull(controller) {
        controller.error(new Error('gone'))
      },
    })
    expect(await outcomeOf({ body: broken })).toBe('body_unreadable malformed_request')
  })

  it('is signed byte for byte, not as the JSON it means', async () => {
    const same = JSON.stringify(JSON.parse(deletion), null, 1)
    expect(await outcomeOf({ body: same })).toBe('signature_mismatch unauthenticated')
    expect(await outcomeOf({ body: same, header: headerOf(same) })).toBe('ok')
  })

  it.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['no UTF-8', Buffer.from([0x22, 0xff, 0x22])],
  ])('with %s in it is malformed, signed or not', async (_, body) => {
    expect(await outcomeOf({ body, header: headerOf(body) })).toBe('event_malformed malformed_request')
  })
})

it('refuses without a word of the body, the secret or the signature', async () => {
  const hush = JSON.stringify({ ...JSON.parse(deletion), data: { id: 7, hush: 'hush' } })
  for (const given of [{ body: hush, header: headerOf(hush) }, { body: hush }, { header: 't=hush' }]) {
    const outcome = await read(given)
    const said = outcome.ok ? '' : outcome.error.message
    expect(said).not.toBe('')
    for (const word of ['hush', secret, hexOf(hush)]) expect(said).not.toContain(word)
  }
})
