'use client'
import { type ApiKey, isSafeToStop } from '@keydesk/contract'
import { Moment } from '../credentials/moment.tsx'
import { useApiKey } from '../hooks/use-api-key.ts'
import { useSession } from '../hooks/use-session.ts'
import { replaced } from '../messages/english/replaced.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import type { Open } from './open.ts'
import { latestEnd } from './rotation.ts'

/** Props of `ReplacedRow`. */
export interface ReplacedRowProps {
  apiKey: ApiKey
  /** The key that replaced it, where it is on the same page. */
  successor: ApiKey | undefined
  now: number
  /** How many columns it spans. */
  columns: number
  /** Null where the actor may only look. */
  onOpen: ((open: Open) => void) | null
  /** Opens the details of a key. */
  onDetails: (id: string) => void
}

/** Below the row of a key that was replaced: by which, when it stops, which of the two is in use, and the ways to stop it sooner or later. */
const ReplacedRow = ({ apiKey, now, columns, onOpen, onDetails, ...props }: ReplacedRowProps) => {
  const { formats } = useWords()
  const words = useWordsOf('replaced', replaced)
  const { apiKey: found } = useApiKey(props.successor ? null : apiKey.replacedBy)
  const policy = useSession().session?.policy.apiKeys
  const successor = props.successor ?? found
  if (!successor || !policy) return null
  const { expiresAt, name } = apiKey
  const goesOn = apiKey.status === 'rotating'
  const isExtensible =
    expiresAt !== null && Date.parse(expiresAt) < latestEnd(policy, { from: Date.parse(successor.createdAt) })
  const lastUse = (label: string, { lastUsedAt }: ApiKey) => (
    <span>
      <span data-keydesk-part="faint">{label}:</span>{' '}
      <Moment at={lastUsedAt} say={at => formats.ago(at, now)} />
    </span>
  )
  return (
    <tr data-keydesk-part="replaced" data-state={goesOn ? 'rotating' : 'over'}>
      <td data-keydesk-part="cell" colSpan={columns}>
        <div data-keydesk-part="replaced-line">
          <div>
            <span>
              {words.by}{' '}
              <button type="button" data-keydesk-part="link" onClick={() => onDetails(successor.id)}>
                <bdi>{successor.name}</bdi>
              </button>
              {goesOn && expiresAt !== null && ` · ${words.stops(formats.relative(expiresAt, now))}`}
            </span>
            {goesOn && (
              <>
                <span>
                  {lastUse(words.oldUsed, apiKey)} · {lastUse(words.newUsed, successor)}
                </span>
                {isSafeToStop(apiKey, successor) && (
                  <span data-keydesk-part="badge" data-state="safe" data-tone="ok">
                    {words.safe}
                  </span>
                )}
              </>
            )}
          </div>
          {goesOn && onOpen && (
            <span data-keydesk-part="replaced-actions">
              <Button
                aria-label={`${words.stop}: ${name}`}
                onClick={() => onOpen({ dialog: 'revoke', apiKey })}
              >
                {words.stop}
              </Button>
              {isExtensible && (
                <Button
                  aria-label={`${words.extend}: ${name}`}
                  onClick={() => onOpen({ dialog: 'extend', apiKey, successor })}
                >
                  {words.extend}
                </Button>
              )}
            </span>
          )}
        </div>
      </td>
    </tr>
  )
}

export default ReplacedRow
