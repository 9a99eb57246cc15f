import { type DestinationStream, pino } from 'pino'
import { redact, redactText } from './redact.ts'
import type { LogLevel } from './settings.ts'

/** Where the broker writes its lines; a pino logger is one. What it is given is already redacted. */
export interface Log {
  info(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** Makes a pino log of one JSON line each that takes secrets out of whatever it is given. */
export const createLog = ({
  level = 'info',
  destination,
}: {
  level?: LogLevel
  destination?: DestinationStream
} = {}): Log =>
  pino(
    {
      level,
      base: { service: 'keydesk' },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: label => ({ level: label }),
        log: fields => Object(redact(fields)),
      },
      hooks: {
        logMethod(parameters, method) {
          const [fields, message, ...rest] = parameters
          method.apply(this, [fields, typeof message === 'string' ? redactText(message) : message, ...rest])
        },
      },
    },
    destination ?? pino.destination(1),
  )
