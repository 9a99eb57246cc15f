/** Headers of every page of a built dashboard. Nothing inline runs, and only its own origin is called. */
export const securityHeaders = ({ signOutOrigins }: { signOutOrigins: readonly string[] }) => ({
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    // Signing out posts to this origin, which redirects on to WorkOS; browsers hold redirects of a form to this rule too.
    ["form-action 'self'", ...signOutOrigins, 'https://api.workos.com'].join(' '),
  ].join('; '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
})
