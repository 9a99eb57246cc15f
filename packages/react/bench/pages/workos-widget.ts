export { ApiKeys, WorkOsWidgets } from '@workos-inc/widgets'
