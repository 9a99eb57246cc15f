/** A choice of the visitor's that this browser keeps for the next visit. */
export interface KeptChoice<Option extends string> {
  /** What was chosen on an earlier visit, else the fallback. */
  read: () => Option
  keep: (option: Option) => void
}

/** Keeps one of the options under a name. Where the browser refuses storage, a choice lasts as long as the page. */
export const keptChoice = <Option extends string>(
  name: string,
  { options, fallback }: { options: readonly Option[]; fallback: NoInfer<Option> },
): KeptChoice<Option> => {
  const storageKey = `colophon.${name}`
  return {
    read: () => {
      try {
        const stored = localStorage.getItem(storageKey)
        return options.find(option => option === stored) ?? fallback
      } catch {
        return fallback
      }
    },
    keep: option => {
      try {
        localStorage.setItem(storageKey, option)
      } catch {
        // Nothing to do: the page has it already.
      }
    },
  }
}
