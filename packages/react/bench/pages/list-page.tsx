import { ApiKeys, KeydeskProvider } from '@keydesk/react'
import { createRoot } from 'react-dom/client'
// @ts-expect-error: only the bundler reads this; no declarations are made for it.
import '@keydesk/react/styles.css'

declare global {
  interface Window {
    /** What the bench reads: milliseconds until the first rows were painted, and what each keystroke cost. */
    bench: { paintedAfter: number | null; keystrokes: number[] }
  }
}

const query = new URLSearchParams(location.search)
const started = performance.now()
window.bench = { paintedAfter: null, keystrokes: [] }

const root = document.createElement('div')
document.body.append(root)
const rows = new MutationObserver(() => {
  if (root.querySelector('[data-keydesk-part="row"]:not([data-state="loading"])') === null) return
  rows.disconnect()
  // A message that is posted in a frame is read once the frame has been painted.
  requestAnimationFrame(() => {
    const painted = new MessageChannel()
    painted.port1.onmessage = () => {
      window.bench.paintedAfter = performance.now() - started
    }
    painted.port2.postMessage(null)
  })
})
rows.observe(root, { childList: true, subtree: true })

// From the key to the end of all that it sets off at once, rendering included.
addEventListener(
  'keydown',
  () => {
    const pressed = performance.now()
    const done = new MessageChannel()
    done.port1.onmessage = () => {
      document.body.getBoundingClientRect()
      window.bench.keystrokes.push(performance.now() - pressed)
    }
    done.port2.postMessage(null)
  },
  true,
)

createRoot(root).render(
  <KeydeskProvider baseUrl={query.get('broker') ?? ''} headers={{ 'X-Test-Actor': query.get('actor') ?? '' }}>
    <ApiKeys />
  </KeydeskProvider>,
)
