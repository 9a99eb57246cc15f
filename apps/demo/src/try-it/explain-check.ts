import type { GateCheck } from './send-request.ts'

/** Says in words how the gate of the sample API came to its verdict. */
export const explainCheck = ({ source, milliseconds }: GateCheck): string => {
  const took =
    milliseconds < 1
      ? `${Math.max(1, Math.round(milliseconds * 1000))}\u00a0µs`
      : `${Math.round(milliseconds)}\u00a0ms`
  switch (source) {
    case 'memory':
      return `The gate knew it by heart: ${took}.`
    case 'shared':
      return `Another gate had asked before: ${took}.`
    case 'upstream':
      return `The gate asked Keydesk: ${took}.`
    default:
      return `The gate checked it: ${took}.`
  }
}
