/** The product's sign and name. */
export const Wordmark = () => (
  <span className="wordmark">
    <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
      <rect width="32" height="32" rx="8" className="wordmark-ground" />
      <path d="M21.5 11.2A7.2 7.2 0 1 0 21.5 20.8" className="wordmark-line" />
      <circle cx="21.6" cy="16" r="2" className="wordmark-dot" />
    </svg>
    <span>Colophon</span>
  </span>
)
