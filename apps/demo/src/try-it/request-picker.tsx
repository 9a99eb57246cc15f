import { useId } from 'react'
import { type SampleRequest, sampleRequests } from './requests.ts'

/** Chooses one of the calls the sample API knows. */
export const RequestPicker = ({
  chosen,
  onChoose,
}: {
  chosen: SampleRequest
  onChoose: (request: SampleRequest) => void
}) => {
  const id = useId()
  return (
    <fieldset className="request-picker">
      <legend>Request</legend>
      {sampleRequests.map((request, index) => {
        const { method, path, needs } = request
        return (
          <label key={`${method} ${path}`}>
            <input
              type="radio"
              name={id}
              checked={request === chosen}
              onChange={() => onChoose(request)}
              aria-labelledby={`${id}-${index}-name`}
              aria-describedby={`${id}-${index}-needs`}
            />
            <code id={`${id}-${index}-name`}>
              {method} {path}
            </code>
            <span id={`${id}-${index}-needs`} className="fine">
              {needs}
            </span>
          </label>
        )
      })}
    </fieldset>
  )
}
