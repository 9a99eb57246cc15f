import type { Messages } from '@keydesk/react'
import { useEffect, useState } from 'react'
import { keepLocale, type Locale, locales, readLocale } from './locale.ts'

/** The chosen language, its words once they are here (undefined stands for English), and how to choose another. */
export const useLocale = (): {
  locale: Locale
  messages: Messages | undefined
  setLocale: (locale: Locale) => void
} => {
  const [locale, setState] = useState(readLocale)
  const [messages, setMessages] = useState<Messages>()
  useEffect(() => {
    let chosen = true
    const { load, dir } = locales.find(({ code }) => code === locale) ?? locales[0]
    load().then(loaded => {
      if (!chosen) return
      document.documentElement.dir = dir
      setMessages(loaded)
    })
    return () => {
      chosen = false
    }
  }, [locale])
  const setLocale = (wanted: Locale) => {
    keepLocale(wanted)
    setState(wanted)
  }
  return { locale, messages, setLocale }
}
