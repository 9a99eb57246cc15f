import { render } from '@testing-library/react'
import { type ReactNode, StrictMode, useState } from 'react'
import { expect } from 'vitest'
import { ApiKeys, type ApiKeysProps } from '../api-keys/api-keys.tsx'
import { type AnswerClient, renewAnswers } from '../hooks/answer-client.ts'
import { createAnswerClient } from '../hooks/create-answer-client.ts'
import { KeydeskProvider } from '../hooks/keydesk-provider.tsx'
import { Credentials, type CredentialsProps } from '../inventory/credentials.tsx'
import { M2MApplications, type M2MApplicationsProps } from '../m2m-applications/m2m-applications.tsx'
import { KeyMigration, type KeyMigrationProps } from '../migration/key-migration.tsx'
import type { ActorName } from './actor-name.ts'
import { baseUrl } from './world.ts'

/** What a test can do with the network between widget and broker. */
export type Network = (request: Request, send: (request: Request) => Promise<Response>) => Promise<Response>

/** Who is signed in, and the page around the widget. */
export interface Surroundings {
  as?: ActorName
  network?: Network
  /** Default: a private one, as without a host's. */
  queryClient?: AnswerClient
  dir?: 'ltr' | 'rtl'
  width?: number
}

/** Options of `mount`. */
export interface MountOptions extends ApiKeysProps, Surroundings {}

/** A mounted widget. */
export interface Mounted {
  container: HTMLElement
  unmount: () => void
  /** Everything in the cache, as JSON. */
  readCache: () => string
  /** Has everything asked for anew, until it is there. */
  renew: () => Promise<void>
  /** Every request the widget made. */
  requests: Request[]
  /** Somebody else signs in, or the same person in another organization; the window gets the focus back. */
  signInAs: (name: ActorName) => void
}

/** Renders the widget for keys in StrictMode, signed in as an actor, against the real broker. */
export const mount = (options: MountOptions = {}): Mounted =>
  mountWidget(options, props => <ApiKeys {...props} />)

/** The same for applications. */
export const mountApplications = (options: M2MApplicationsProps & Surroundings = {}): Mounted =>
  mountWidget(options, props => <M2MApplications {...props} />)

/** The same for both kinds in one list. */
export const mountCredentials = (options: CredentialsProps & Surroundings = {}): Mounted =>
  mountWidget(options, props => <Credentials {...props} />)

/** The way of a key to an application, behind a button of the page's own. */
export const mountMigration = (options: Omit<KeyMigrationProps, 'onClose'> & Surroundings): Mounted =>
  mountWidget(options, props => <MigrationOpener {...props} />)

const MigrationOpener = (props: Omit<KeyMigrationProps, 'onClose'>) => {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Move it
      </button>
      {isOpen && <KeyMigration {...props} onClose={() => setOpen(false)} />}
    </>
  )
}

const mountWidget = <Props extends object>(
  options: Props & Surroundings,
  renderWidget: (props: Omit<Props & Surroundings, keyof Surroundings>) => ReactNode,
): Mounted => {
  const { as = 'admin', network, queryClient = createAnswerClient(), dir = 'ltr', width, ...props } = options
  let actor = as
  const requests: Request[] = []
  const send = (request: Request) => {
    const sent = new Request(request)
    sent.headers.set('X-Test-Actor', actor)
    return fetch(sent)
  }
  const container = document.createElement('div')
  container.dir = dir
  if (width !== undefined) container.style.width = `${width}px`
  container.style.font = '14px system-ui, sans-serif'
  document.body.append(container)
  const rendered = render(
    <StrictMode>
      <KeydeskProvider
        baseUrl={baseUrl()}
        queryClient={queryClient}
        fetch={request => {
          requests.push(request.clone())
          return network ? network(request, send) : send(request)
        }}
      >
        {renderWidget(props)}
      </KeydeskProvider>
    </StrictMode>,
    { container },
  )
  const queryKey = ['keydesk']
  const readStates = () =>
    queryClient
      .getQueryCache()
      .findAll({ queryKey })
      .map(({ state }) => state)
  return {
    container,
    unmount: rendered.unmount,
    readCache: () => JSON.stringify(readStates()),
    renew: async () => {
      renewAnswers(queryClient, queryKey)
      await expect.poll(() => readStates().every(({ fetchStatus }) => fetchStatus === 'idle')).toBe(true)
    },
    requests,
    signInAs: (name: ActorName) => {
      actor = name
      window.dispatchEvent(new Event('visibilitychange'))
    },
  }
}
