/**
 * The doctor: looks at everything the broker stands on and says what to do.
 * Its host gives the environment and a way to ask the database, prints the checks and exits by `exitCodeOf`.
 */
export type { Check } from './check.ts'
export type { CheckDatabase } from './check-database.ts'
export { exitCodeOf, printChecks, printChecksAsJson } from './print-checks.ts'
export { type DoctorOptions, runDoctor } from './run-doctor.ts'
