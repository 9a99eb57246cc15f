'use client'
import { RevealDialog } from '../credentials/reveal-dialog.tsx'
import { applicationDialogs } from '../messages/english/application-dialogs.ts'
import { reveal } from '../messages/english/reveal.ts'
import { useWordsOf } from '../messages/words.ts'
import type { M2MApplicationsProps } from './m2m-applications.tsx'
import { type TokenSnippetName, toTokenSnippet } from './token-snippets.ts'

/** Props of `ApplicationReveal`. */
export interface ApplicationRevealProps extends Pick<M2MApplicationsProps, 'tokenUrl' | 'envDownload'> {
  clientId: string
  value: string
  onClose: () => void
}

/** A new client secret, once: as it is, as lines of `.env`, and in requests for a token. */
export const ApplicationReveal = (props: ApplicationRevealProps) => {
  const { clientId, value, onClose, envDownload = true } = props
  const { tokenUrl = 'https://auth.example.com/oauth2/token' } = props
  const { tabNames } = useWordsOf('reveal', reveal)
  const { secret } = useWordsOf('applicationDialogs', applicationDialogs)
  const toText = (name: TokenSnippetName) => toTokenSnippet(name, { clientId, value, tokenUrl })
  const way = (name: TokenSnippetName) => ({ name, label: tabNames[name], text: toText(name) })
  return (
    <RevealDialog
      value={value}
      ways={[
        { name: 'secret', label: secret, text: value },
        way('env'),
        way('curl'),
        way('node'),
        way('python'),
      ]}
      file={envDownload ? { name: 'application.env', text: `${toText('env')}\n` } : null}
      onClose={onClose}
    />
  )
}
