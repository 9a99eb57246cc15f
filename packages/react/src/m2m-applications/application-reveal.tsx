'use client'
import type { Session } from '@keydesk/contract'
import { RevealDialog } from '../credentials/reveal-dialog.tsx'
import { applicationDialogs } from '../messages/english/application-dialogs.ts'
import { reveal } from '../messages/english/reveal.ts'
import { useWordsOf } from '../messages/words.ts'
import type { M2MApplicationsProps } from './m2m-applications.tsx'
import { type TokenSnippetName, tokenSnippetNames, toTokenSnippet } from './token-snippets.ts'
import { TokenTest } from './token-test.tsx'

/** Props of `ApplicationReveal`. */
export interface ApplicationRevealProps extends Pick<M2MApplicationsProps, 'envDownload'> {
  session: Session
  application: { id: string; clientId: string }
  value: string
  onClose: () => void
}

/** A new client secret, once: as it is, as lines of `.env`, in requests for a token, and tried. */
export const ApplicationReveal = (props: ApplicationRevealProps) => {
  const { session, application, value, onClose, envDownload = true } = props
  const { tabNames } = useWordsOf('reveal', reveal)
  const { secret } = useWordsOf('applicationDialogs', applicationDialogs)
  const { clientId } = application
  const { tokenUrl } = session
  const toText = (name: TokenSnippetName) => toTokenSnippet(name, { clientId, value, tokenUrl })
  return (
    <RevealDialog
      value={value}
      ways={[
        { name: 'secret', label: secret, text: value },
        ...tokenSnippetNames.map(name => ({ name, label: tabNames[name], text: toText(name) })),
      ]}
      file={envDownload ? { name: 'application.env', text: `${toText('env')}\n` } : null}
      onClose={onClose}
    >
      {tokenUrl !== null && <TokenTest session={session} applicationId={application.id} value={value} />}
    </RevealDialog>
  )
}
