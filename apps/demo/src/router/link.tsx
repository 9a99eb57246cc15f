import type { AnchorHTMLAttributes, MouseEvent } from 'react'
import { navigate } from './navigate.ts'

/** A link to a page of the dashboard. Clicks meant for another tab or window stay the browser's. */
export const Link = ({ href, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) => {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    navigate(href)
  }
  return <a {...rest} href={href} onClick={follow} />
}
