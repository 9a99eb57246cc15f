'use client'
import { Fact } from './fact.tsx'

/** What the host noted of a credential, below a `<dl>`. */
export const MetadataFacts = ({ label, metadata }: { label: string; metadata: Record<string, string> }) =>
  Object.entries(metadata).map(([name, value], at) => (
    <Fact key={name} label={at === 0 ? label : ''}>
      <span>
        <bdi data-keydesk-part="faint">{name}</bdi> <bdi>{value}</bdi>
      </span>
    </Fact>
  ))
