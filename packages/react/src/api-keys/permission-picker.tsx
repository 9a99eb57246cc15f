'use client'
import { useWords } from '../messages/words.ts'
import { PermissionField, type PermissionFieldProps } from './permission-field.tsx'
import { Root, type RootProps } from './root.tsx'

/** Props of `PermissionPicker`. */
export interface PermissionPickerProps
  extends Omit<PermissionFieldProps, 'label'>,
    Omit<RootProps, 'children'> {
  /** Default: the widget's own words for it. */
  label?: string | undefined
}

/** What a key can do, as a field of the host's own form. Needs a `KeydeskProvider` above and `@keydesk/react/styles.css`. */
export const PermissionPicker = ({ theme, messages, locale, timeZone, ...field }: PermissionPickerProps) => (
  <Root theme={theme} messages={messages} locale={locale} timeZone={timeZone}>
    <Labelled {...field} />
  </Root>
)

const Labelled = ({ label, ...field }: Omit<PermissionPickerProps, keyof RootProps>) => {
  const { messages } = useWords()
  return <PermissionField label={label ?? messages.create.permissions} {...field} />
}
