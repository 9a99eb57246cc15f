/** Ends the session. A form and not a request of the page's own, because the way out leads through WorkOS. */
export const SignOutButton = ({ className = 'button' }: { className?: string }) => (
  <form method="post" action="/auth/sign-out">
    <button type="submit" className={className}>
      Sign out
    </button>
  </form>
)
