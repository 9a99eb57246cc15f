'use client'
import { type ReactNode, type Ref, useId } from 'react'
import { useWords } from '../messages/words.ts'

/** The widget's own area: heading, one line of explanation, one action, and what stands below. */
export const Surface = (props: {
  titleId?: string
  titleRef?: Ref<HTMLHeadingElement>
  intro?: ReactNode
  action?: ReactNode
  children: ReactNode
}) => {
  const { messages } = useWords()
  const ownId = useId()
  const titleId = props.titleId ?? ownId
  return (
    <section aria-labelledby={titleId} data-keydesk-part="surface">
      <header data-keydesk-part="header">
        <div>
          <h2 ref={props.titleRef} id={titleId} tabIndex={-1} data-keydesk-part="title">
            {messages.title}
          </h2>
          {props.intro && <p data-keydesk-part="intro">{props.intro}</p>}
        </div>
        {props.action}
      </header>
      {props.children}
    </section>
  )
}
