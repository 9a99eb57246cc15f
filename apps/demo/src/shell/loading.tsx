import { Wordmark } from '../ui/wordmark.tsx'
import './obstacles.css'

/** Stands while the page asks who is here. It shows after a moment, so that a quick answer does not flicker. */
export const Loading = () => (
  <main className="obstacle obstacle-late" aria-busy="true">
    <Wordmark />
    <p role="status">Loading your dashboard …</p>
  </main>
)
