'use client'
import { PermissionField, type PermissionFieldProps } from '../credentials/permission-field.tsx'
import { Root, type RootProps } from '../credentials/root.tsx'
import { usePermissions } from '../hooks/use-permissions.ts'

/** Props of `PermissionPicker`. */
export interface PermissionPickerProps
  extends Omit<PermissionFieldProps, 'offered'>,
    Omit<RootProps, 'children'> {}

/** What a key can do, as a field of the host's own form. Needs a `KeydeskProvider` above and `@keydesk/react/styles.css`. */
export const PermissionPicker = ({ theme, messages, locale, timeZone, ...field }: PermissionPickerProps) => {
  const offered = usePermissions()
  return (
    <Root theme={theme} messages={messages} locale={locale} timeZone={timeZone}>
      <PermissionField offered={offered} {...field} />
    </Root>
  )
}
