import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { html, raw } from 'hono/html'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { styles } from './styles.ts'

const styleHash = createHash('sha256').update(styles).digest('base64')

/** Piece of a page; what is interpolated into `html` is escaped. */
export type Markup = ReturnType<typeof html>

/** Sends a page that may run no script and load nothing. */
export async function answerPage(
  c: Context,
  status: ContentfulStatusCode,
  page: { title: string; main: Markup },
) {
  c.header(
    'Content-Security-Policy',
    `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; frame-ancestors 'none'`,
  )
  c.header('Cache-Control', 'no-store')
  c.header('Referrer-Policy', 'no-referrer')
  return c.html(
    html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title}</title>
<style>${raw(styles)}</style>
</head>
<body><main>${await page.main}</main></body>
</html>`,
    status,
  )
}
