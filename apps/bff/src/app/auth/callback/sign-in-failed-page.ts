/** What a person sees when a sign-in could not be finished: an old link, another browser, or a refusal by AuthKit. */
export const signInFailedPage = (): Response =>
  new Response(
    `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign-in did not work</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 32rem; margin: 20vh auto 0; padding: 0 1.5rem }
h1 { font-size: 1.25rem }
a { color: light-dark(#3b46d6, #8f9bff) }
</style>
<main>
<h1>Sign-in did not work</h1>
<p>The link was too old, was used before, or belongs to another browser. Nothing has changed in your account.</p>
<p><a href="/auth/sign-in">Sign in again</a></p>
</main>`,
    {
      status: 400,
      headers: {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      },
    },
  )
