import { isDeepStrictEqual } from 'node:util'
import type { ApplicationOfWorkos } from './applications.ts'

/** What WorkOS knows of an application and may change. */
export type DescribedApplication = Pick<ApplicationOfWorkos, 'name' | 'description' | 'scopes'>

/** What WorkOS knows of an application, in an order that does not matter. */
export const describeApplication = ({
  name,
  description,
  scopes,
}: DescribedApplication): DescribedApplication => ({
  name,
  description,
  scopes: [...new Set(scopes)].sort(),
})

/** Whether WorkOS would say the same of both. */
export const isDescribedAlike = (one: DescribedApplication, other: DescribedApplication): boolean =>
  isDeepStrictEqual(describeApplication(one), describeApplication(other))
