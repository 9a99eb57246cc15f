import type { Plugin } from 'vite'

/** Vite plugin: nothing is painted before the scripts have run, so that a chosen theme is there from the first frame. */
export const holdFirstPaint = (): Plugin => ({
  name: 'hold-first-paint',
  transformIndexHtml: {
    order: 'post',
    handler: html => html.replaceAll('<script type="module"', '<script type="module" blocking="render"'),
  },
})
