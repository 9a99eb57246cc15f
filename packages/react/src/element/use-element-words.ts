import { useEffect, useRef, useState } from 'react'
import { type KeydeskClientError, toClientError } from '../client/client-error.ts'
import type { Messages } from '../messages/english.ts'

/** The languages that the element speaks by itself besides English. Each is a file of its own. */
const languages: Readonly<Record<string, () => Promise<Messages>>> = {
  de: async () => (await import('../messages/german.ts')).german,
  ja: async () => (await import('../messages/japanese.ts')).japanese,
  ar: async () => (await import('../messages/arabic.ts')).arabic,
}

/** The props of the widget that a `locale` attribute stands for; without `messages` it speaks English. */
export interface ElementWords {
  messages: Messages | undefined
  locale?: string | undefined
}

const inEnglish: ElementWords = { messages: undefined }

/** The words for a `locale`, or the page's own, where it has some. Null while the first are on their way. */
export const useElementWords = (given: {
  locale: string | undefined
  messages: Messages | undefined
  onError: (error: KeydeskClientError) => void
}): ElementWords | null => {
  const tag = toTag(given.locale)
  const load = given.messages || !tag ? undefined : languages[tag.language]
  const [loaded, setLoaded] = useState<ElementWords | null>(null)
  const onError = useRef(given.onError)
  onError.current = given.onError
  useEffect(() => {
    if (load === undefined) return setLoaded(inEnglish)
    let wanted = true
    load().then(
      messages => wanted && setLoaded({ messages }),
      cause => {
        if (!wanted) return
        setLoaded(inEnglish)
        onError.current(toClientError(cause))
      },
    )
    return () => {
      wanted = false
    }
  }, [load])
  const words = given.messages ? { messages: given.messages } : (loaded ?? (load ? null : inEnglish))
  if (words === null) return null
  // A language without a region leaves the dates to the reader's own variety of it.
  const isPlain = tag?.baseName === (words.messages?.locale ?? 'en')
  return isPlain ? words : { ...words, locale: tag?.baseName }
}

/** A locale that somebody wrote by hand, or null where it is none. */
const toTag = (locale: string | undefined): Intl.Locale | null => {
  try {
    return locale ? new Intl.Locale(locale) : null
  } catch {
    return null
  }
}
