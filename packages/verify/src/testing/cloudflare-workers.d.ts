declare module 'cloudflare:workers' {
  export const waitUntil: (work: Promise<unknown>) => void
}
