'use client'
import { credentialKinds } from '@keydesk/contract'
import { choosing } from '../messages/english/choosing.ts'
import { useWordsOf } from '../messages/words.ts'

/** Both kinds side by side; in a narrow dialog, each thing they are compared by is a card. */
export const Comparison = () => {
  const { comparison, kinds, aspects } = useWordsOf('choosing', choosing)
  return (
    <table aria-label={comparison} data-keydesk-part="comparison">
      <thead>
        <tr>
          <td />
          {credentialKinds.map(kind => (
            <th key={kind} scope="col">
              {kinds[kind]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {aspects.map(aspect => (
          <tr key={aspect.label}>
            <th scope="row">{aspect.label}</th>
            {credentialKinds.map(kind => (
              <td key={kind} data-label={kinds[kind]}>
                {aspect[kind]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
