import { useEffect, useRef, useState } from 'react'
import { type KeydeskClientError, toClientError } from '../client/client-error.ts'
import { english, type Messages } from '../messages/english.ts'

/** The languages that the element speaks by itself. Each but English is a file of its own. */
const languages: Readonly<Record<string, () => Promise<Messages>>> = {
  de: async () => (await import('../messages/german.ts')).german,
  ja: async () => (await import('../messages/japanese.ts')).japanese,
  ar: async () => (await import('../messages/arabic.ts')).arabic,
}

/** Words and locale for a `locale` attribute. The words are the page's own where it has some; null while the first are on their way. */
export const useElementWords = (given: {
  locale: string | undefined
  messages: Messages | undefined
  onError: (error: KeydeskClientError) => void
}): { messages: Messages; locale: string | undefined } | null => {
  const tag = toTag(given.locale)
  const load = given.messages || !tag ? undefined : languages[tag.language]
  const [loaded, setLoaded] = useState<Messages>()
  const onError = useRef(given.onError)
  onError.current = given.onError
  useEffect(() => {
    let wanted = true
    const use = (messages: Messages) => wanted && setLoaded(messages)
    if (load === undefined) use(english)
    else {
      load().then(use, cause => {
        use(english)
        if (wanted) onError.current(toClientError(cause))
      })
    }
    return () => {
      wanted = false
    }
  }, [load])
  const messages = given.messages ?? loaded ?? (load ? null : english)
  if (messages === null) return null
  // A language without a region leaves the dates to the reader's own variety of it.
  const isPlain = tag !== null && tag.language === tag.baseName && tag.language === messages.locale
  return { messages, locale: isPlain ? undefined : tag?.toString() }
}

/** A locale that somebody wrote by hand, or null where it is none. */
const toTag = (locale: string | undefined): Intl.Locale | null => {
  try {
    return locale ? new Intl.Locale(locale) : null
  } catch {
    return null
  }
}
