import { useEffect, useState } from 'react'
import { useKeptChoice } from '../ui/use-kept-choice.ts'
import { keptLocale, type Locale, locales, type Speech } from './locale.ts'

/** The chosen language, what the desk speaks by now, and how to choose another. The page around the desk stays English. */
export const useLocale = (): { locale: Locale; speech: Speech; setLocale: (locale: Locale) => void } => {
  const [locale, setLocale] = useKeptChoice(keptLocale)
  const [speech, setSpeech] = useState<Speech>({ messages: undefined, dir: 'ltr' })
  useEffect(() => {
    let chosen = true
    const { load, dir } = locales.find(({ code }) => code === locale) ?? locales[0]
    load().then(messages => {
      if (chosen) setSpeech({ messages, dir })
    })
    return () => {
      chosen = false
    }
  }, [locale])
  return { locale, speech, setLocale }
}
