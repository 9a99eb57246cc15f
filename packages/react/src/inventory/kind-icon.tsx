import type { CredentialKind } from '@keydesk/contract'

const paths = {
  api_key: 'M2.5 10.5a3 3 0 1 0 6 0a3 3 0 1 0-6 0M7.7 8.3l5.8-5.8M10.8 5.2l2 2',
  m2m_application: 'M2.5 3.5h11v9h-11zM5 6.5l2 1.5-2 1.5M8.5 10h2.5',
} satisfies Record<CredentialKind, string>

/** What tells the kinds apart at a glance; the word beside it says the same. */
export const KindIcon = ({ kind }: { kind: CredentialKind }) => (
  <svg viewBox="0 0 16 16" aria-hidden="true" data-keydesk-part="kind-icon">
    <path d={paths[kind]} />
  </svg>
)
