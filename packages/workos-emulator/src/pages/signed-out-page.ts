import { html } from 'hono/html'

/** Where a sign-out ends that names no address to return to. */
export function renderSignedOutPage() {
  return {
    title: 'Signed out · local WorkOS',
    main: html`<header><h1>You are signed out</h1><p class="muted">You can close this page.</p></header>
<footer>This is the local WorkOS, for development only.</footer>`,
  }
}
