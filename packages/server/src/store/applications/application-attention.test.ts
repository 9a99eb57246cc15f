import { m2mApplicationAttentions } from '@keydesk/contract'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { describeOnEachEngine } from '../../testing/store-engines.ts'
import {
  applicationAttentionOf,
  countApplications,
  listApplications,
  markApplicationDeleted,
  markApplicationReviewed,
  markApplicationsOrphaned,
  markSecretDeleted,
  recordCreatedApplication,
  takeInApplications,
  takeInSecrets,
} from '../index.ts'

const now = new Date('2026-06-01T00:00:00.000Z')
const day = 86_400_000
const ada = { id: 'user_ada', name: 'Ada', email: 'ada@northwind.test' }
const eve = { id: 'user_eve', name: 'Eve', email: 'eve@northwind.test' }

/** The past, and its edges above all. */
const instant = fc
  .oneof(fc.constantFrom(0, 20, 30, 40, 90), fc.double({ min: 0, max: 120, noNaN: true }))
  .map(days => new Date(now.getTime() - Math.round(days * day)))
const secret = fc.record({
  createdAt: instant,
  lastUsedAt: fc.option(instant),
  isDeleted: fc.boolean(),
})
const application = fc.record({
  createdAt: instant,
  reviewedAt: fc.option(instant),
  isOwned: fc.boolean(),
  isDeleted: fc.integer({ max: 4, min: 0 }).map(chance => chance === 0),
  secrets: fc.array(secret, { maxLength: 3 }),
})
const rules = fc.record({
  reviewIntervalDays: fc.constantFrom(20, 40),
  secretMaxAgeDays: fc.constantFrom(20, 90, null),
})

let runs = 0

describeOnEachEngine('the reasons to look at an application', on => {
  it('are the same for a list, for a count and for the application by itself', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(application, { maxLength: 8 }),
        rules,
        fc.boolean(),
        async (specs, rules, isAdaGone) => {
          runs += 1
          const organizationId = `org_attention_${runs}`
          await on.store().transaction(async tx => {
            for (const [index, { createdAt, reviewedAt, isOwned, isDeleted, secrets }] of specs.entries()) {
              const id = `conn_app_${runs}_${index}`
              const told = {
                id,
                clientId: `client_${id}`,
                name: id,
                description: null,
                scopes: [],
                createdAt,
              }
              const application = { ...told, updatedAt: createdAt }
              const facts = {
                owner: ada,
                createdBy: ada,
                purpose: null,
                metadata: {},
                choice: null,
                replaces: null,
              }
              if (isOwned) await recordCreatedApplication(tx, { organizationId, application, facts })
              else await takeInApplications(tx, { organizationId, applications: [application] })
              const place = { organizationId, applicationId: id }
              await takeInSecrets(
                tx,
                secrets.map(({ isDeleted: _, ...dates }, at) => ({
                  ...dates,
                  ...place,
                  id: `${id}_${at}`,
                  hint: '',
                })),
              )
              for (const [at, { isDeleted: isGone }] of secrets.entries())
                if (isGone) await markSecretDeleted(tx, { organizationId, id: `${id}_${at}`, at: now })
              if (reviewedAt)
                await markApplicationReviewed(tx, { organizationId, id, by: eve, at: reviewedAt })
              if (isDeleted) await markApplicationDeleted(tx, { organizationId, id, at: now })
            }
            if (isAdaGone) await markApplicationsOrphaned(tx, { organizationId, ownerId: ada.id, at: now })
          })
          const list = (attentions: readonly (typeof m2mApplicationAttentions)[number][]) =>
            on.store().query(async tx => {
              const query = { organizationId, search: '', ownerIds: [], attentions, now, rules }
              const shown = { statuses: ['active', 'deleted'], sort: 'name', descending: false } as const
              return (await listApplications(tx, { ...query, ...shown, limit: 100 })).applications
            })
          const all = await list([])
          expect(all).toHaveLength(specs.length)
          const counted = await on.store().query(tx => countApplications(tx, { organizationId, now, rules }))
          expect(counted.live).toBe(specs.filter(({ isDeleted }) => !isDeleted).length)
          for (const attention of m2mApplicationAttentions) {
            const fitting = all.filter(it => applicationAttentionOf(it, now, rules).includes(attention))
            expect((await list([attention])).map(({ id }) => id)).toEqual(fitting.map(({ id }) => id))
            expect([attention, counted.attention[attention]]).toEqual([attention, fitting.length])
          }
        },
      ),
      { numRuns: 25 },
    )
  }, 120_000)
})
