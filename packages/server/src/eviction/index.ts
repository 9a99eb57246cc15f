/**
 * Eviction push: tells every gate which keys to forget, at once and signed, before a change is answered.
 * Its host names the gates and the secrets it shares with them, and calls `push` after each change that takes something from a key.
 */
export {
  createEvictionPush,
  type EvictionOutcome,
  type EvictionPush,
  type EvictionReason,
  type GateNews,
  type MissedGate,
} from './eviction-push.ts'
export { type EvictionSettings, findEvictionProblems } from './eviction-settings.ts'
export { evictionVectors } from './eviction-vectors.ts'
