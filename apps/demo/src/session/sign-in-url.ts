/** What a sign-in may be told beforehand. Without a `loginHint`, WorkOS asks who it is. */
export interface SignInHints {
  loginHint?: string
  organizationId?: string
  /** The page to come back to: a path of this origin. */
  returnTo: string
}

/** Where the browser goes to sign in, or to sign in to another organization. */
export const signInUrl = ({ loginHint, organizationId, returnTo }: SignInHints): string => {
  const query = new URLSearchParams({
    ...(loginHint !== undefined && { login_hint: loginHint }),
    ...(organizationId !== undefined && { organizationId }),
    returnTo,
  })
  return `/auth/sign-in?${query}`
}
