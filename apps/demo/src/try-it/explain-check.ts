import type { GateCheck } from './send-request.ts'

/** How the gate of the sample API came to its verdict. */
export interface CheckExplanation {
  /** Whether nobody had to be asked, nor a signature checked. */
  isHit: boolean
  /** How long it took, in words. */
  took: string
  sentence: string
}

const sentences: Record<string, string> = {
  memory: 'The gate knew it by heart.',
  shared: 'Another gate had asked before.',
  upstream: 'The gate asked Keydesk.',
  signature: 'The gate checked the signature.',
}

/** Says in words how the gate came to its verdict, and how long it took. */
export const explainCheck = ({ source, milliseconds }: GateCheck): CheckExplanation => ({
  isHit: source === 'memory' || source === 'shared',
  took:
    milliseconds < 1
      ? `${Math.max(1, Math.round(milliseconds * 1000))}\u00a0µs`
      : `${Math.round(milliseconds)}\u00a0ms`,
  sentence: sentences[source] ?? 'The gate checked it.',
})
