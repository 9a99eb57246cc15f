import { Fact } from './fact.tsx'

/** What somebody wrote of a credential, below a `<dl>`; nothing where nobody did. */
export const TextFact = ({ label, text }: { label: string; text: string | null }) =>
  text && (
    <Fact label={label}>
      <span>
        <bdi>{text}</bdi>
      </span>
    </Fact>
  )
