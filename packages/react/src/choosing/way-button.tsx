import type { ReactNode } from 'react'
import { Button, type ButtonProps } from '../ui/button.tsx'

/** A button, or a link that looks like one where it leads to another page. */
export const WayButton = (props: {
  href: string | undefined
  look: NonNullable<ButtonProps['look']>
  onClick: () => void
  children: ReactNode
}) => {
  const { href, look, ...rest } = props
  return href === undefined ? (
    <Button look={look} {...rest} />
  ) : (
    <a href={href} data-keydesk-part="button" data-look={look} {...rest} />
  )
}
