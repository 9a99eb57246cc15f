import { withAuth } from '@workos-inc/authkit-nextjs'

/** What somebody sees who opens the BFF itself: that it runs, and who is signed in. */
const Page = async () => {
  const { user } = await withAuth()
  return (
    <main>
      <h1>The Keydesk BFF is running</h1>
      <p>It brokers WorkOS for the widget. Open your dashboard to use it; there is nothing to see here.</p>
      {user ? (
        <form method="post" action="/auth/sign-out">
          <p>
            Signed in as {user.email}. <button type="submit">Sign out</button>
          </p>
        </form>
      ) : (
        <p>
          <a href="/auth/sign-in">Sign in</a>
        </p>
      )}
    </main>
  )
}

export default Page
