'use client'
import { type CredentialFilter, type ExportCredentialsQuery, exportFormats } from '@keydesk/contract'
import type { KeydeskClientError } from '../client/client-error.ts'
import { readFile } from '../client/read-answer.ts'
import { saveFile } from '../credentials/save-file.ts'
import { RequestId } from '../credentials/state-panel.tsx'
import { tellError } from '../credentials/tell-error.ts'
import { useKeydesk } from '../hooks/keydesk-context.ts'
import { useAction } from '../hooks/use-action.ts'
import { exportMenu } from '../messages/english/export-menu.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import { Notice } from '../ui/notice.tsx'

/** Props of `ExportMenu`. */
export interface ExportMenuProps {
  /** What the file is to hold: what the filters name, on every page. */
  filter: CredentialFilter
  announce: (text: string) => void
  onError?: ((error: KeydeskClientError) => void) | undefined
}

/** Saves what the filters name as a file. */
const ExportMenu = ({ filter, announce, onError }: ExportMenuProps) => {
  const { messages } = useWords()
  const words = useWordsOf('exportMenu', exportMenu)
  const { call } = useKeydesk()
  // A link would go without the host's headers and the one that the broker asks for.
  const { run, pending, error } = useAction((format: ExportCredentialsQuery['format']) =>
    call<'GET /credentials/export', Blob>(
      'GET /credentials/export',
      { query: { ...filter, format } },
      readFile,
    ),
  )
  const save = async (format: ExportCredentialsQuery['format']) => {
    const outcome = await run(format)
    if (!outcome.ok) return onError?.(outcome.error)
    saveFile(`credentials-${new Date().toISOString().slice(0, 10)}.${format}`, outcome.result)
    announce(words.exported)
  }
  return (
    <>
      <div data-keydesk-part="export" aria-live="polite">
        {pending ? (
          <Button busy>{words.exporting}</Button>
        ) : (
          <Menu
            label={words.export}
            showLabel
            items={exportFormats.map(format => ({
              name: format,
              label: words.exportAs[format],
              onSelect: () => void save(format),
            }))}
          />
        )}
      </div>
      {error && (
        <Notice tone="bad" alert>
          {tellError(error, messages)} <RequestId error={error} />
        </Notice>
      )}
    </>
  )
}

export default ExportMenu
