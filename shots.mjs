
import { chromium } from 'playwright'
import { createServer } from 'node:http'
import { readFileSync, existsSync } from 'node:fs'
import { extname, join } from 'node:path'
const dist = '/tmp/wt/weight/apps/workshop/dist'
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml', '.woff2':'font/woff2' }
const server = createServer((q, r) => { const p = join(dist, new URL(q.url, 'http://x').pathname); if (!existsSync(p)) { r.statusCode = 404; return r.end() } r.setHeader('Content-Type', types[extname(p)] ?? 'application/octet-stream'); r.end(readFileSync(p)) }).listen(0)
const { port } = server.address()
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu'] })
const shots = process.argv.slice(2).map(a => a.split(','))
for (const [id, theme = 'light', language = 'en', width = '1100', height = '800', forced] of shots) {
  const page = await browser.newPage({ viewport: { width: +width, height: +height }, reducedMotion: 'reduce', forcedColors: forced ? 'active' : 'none' })
  await page.goto(`http://localhost:${port}/iframe.html?id=${id}&viewMode=story&globals=theme:${theme};language:${language}`)
  await page.waitForTimeout(3500)
  await page.screenshot({ path: `/tmp/weigh/shot-${id}-${theme}-${language}-${width}${forced ? '-forced' : ''}.png` })
  await page.close()
}
await browser.close(); server.close()
