import { explainCheck } from './explain-check.ts'
import type { GateCheck } from './send-request.ts'

/** Whether the gate knew the credential, and how long it took. */
export const HitBadge = ({ check }: { check: GateCheck }) => {
  const { isHit, took } = explainCheck(check)
  return (
    <span className="hit-badge" data-hit={isHit}>
      {isHit ? 'Hit' : 'Miss'} <span>{took}</span>
    </span>
  )
}
