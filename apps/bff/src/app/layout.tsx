import type { ReactNode } from 'react'

export const metadata = { title: 'Keydesk BFF' }

const Layout = ({ children }: { children: ReactNode }) => (
  <html lang="en">
    <body
      style={{
        font: '16px/1.5 system-ui, sans-serif',
        maxWidth: '36rem',
        margin: '15vh auto 0',
        padding: '0 1.5rem',
      }}
    >
      {children}
    </body>
  </html>
)

export default Layout
