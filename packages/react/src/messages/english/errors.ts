/** What went wrong, by the code of the error. What the broker says is English already, so these are the rest. */
export const errors: Readonly<Record<string, string>> = {
  unreadable: 'The server gave an answer that could not be read. Try again in a moment.',
  idempotency_in_progress: 'The answer is not known yet.',
}

/** What is wrong with a field, by the code; without one, what the broker says. */
export const fieldErrors: Readonly<Record<string, string>> = {}
