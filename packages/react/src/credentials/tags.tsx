'use client'
import { useWords } from '../messages/words.ts'

/** What a credential can do: the first two permissions, and how many more there are. */
export const Tags = ({ slugs }: { slugs: readonly string[] }) => {
  const { messages, formats } = useWords()
  const rest = slugs.slice(2)
  return (
    <span data-keydesk-part="tags">
      {slugs.slice(0, 2).map(slug => (
        <code key={slug} data-keydesk-part="tag" dir="ltr">
          {slug}
        </code>
      ))}
      {rest.length > 0 && (
        <span data-keydesk-part="tag" data-state="more" title={rest.join(', ')}>
          <span aria-hidden="true" dir="ltr">
            {messages.morePermissions(rest.length, formats)}
          </span>
          <span data-keydesk-part="spoken">{messages.morePermissionsSpoken(formats.list(rest))}</span>
        </span>
      )}
      {slugs.length === 0 && <span data-keydesk-part="faint">{messages.nothing}</span>}
    </span>
  )
}
