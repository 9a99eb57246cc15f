'use client'
import type { TestedApiKey } from '@keydesk/contract'
import { useState } from 'react'
import { tellError } from '../credentials/tell-error.ts'
import { useTestApiKey } from '../hooks/use-test-api-key.ts'
import { keyTest } from '../messages/english/key-test.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'

/** Asks what the new key is good for, and shows whom it speaks for. */
export const SecretTest = ({ value, organization }: { value: string; organization: string }) => {
  const { messages, formats } = useWords()
  const words = useWordsOf('keyTest', keyTest)
  const testing = useTestApiKey()
  const [tested, setTested] = useState<TestedApiKey | null>(null)
  const test = async () => {
    setTested(null)
    const outcome = await testing.run(value)
    if (outcome.ok) setTested(outcome.result)
  }
  const answer = testing.error
    ? tellError(testing.error, messages)
    : tested &&
      (tested.valid ? words.works(organization, formats.list(tested.permissions)) : words.doesNotWork)
  return (
    <div data-keydesk-part="test" data-state={tested ? (tested.valid ? 'valid' : 'invalid') : undefined}>
      <Button look="quiet" busy={testing.pending} onClick={test}>
        {testing.pending ? words.testing : words.test}
      </Button>
      <span role="status">{answer}</span>
    </div>
  )
}
