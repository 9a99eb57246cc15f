import { describe, expect, it } from 'vitest'
import { at, deletion, headerOf, hexOf, outcomeOf, readDelivery, secret } from '../testing/read-delivery.ts'

describe('a delivery', () => {
  it('that is genuine tells its event', async () => {
    expect(await readDelivery()).toEqual({
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
    const outcome = await readDelivery(given)
    const said = outcome.ok ? '' : outcome.error.message
    expect(said).not.toBe('')
    for (const word of ['hush', secret, hexOf(hush)]) expect(said).not.toContain(word)
  }
})
