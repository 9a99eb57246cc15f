import { html } from 'hono/html'

/** A page that says what is wrong with a sign-in or sign-out address, and what would be right. */
export function renderErrorPage(problem: string, advice: string) {
  return {
    title: `${problem} · local WorkOS`,
    main: html`<header><h1>${problem}</h1><p class="muted">${advice}</p></header>
<footer>This is the local WorkOS, for development only.</footer>`,
  }
}
