import { useSyncExternalStore } from 'react'

const subscribe = (onChange: () => void) => {
  addEventListener('popstate', onChange)
  return () => removeEventListener('popstate', onChange)
}

/** The path of the page shown, without query and hash; renders again when it changes. */
export const usePath = (): string => useSyncExternalStore(subscribe, () => location.pathname)

/** Goes to another page of the dashboard without loading it anew. */
export const navigate = (path: string): void => {
  history.pushState(null, '', path)
  // `pushState` tells nobody; this tells the hook above, as the back button would.
  dispatchEvent(new PopStateEvent('popstate'))
}
