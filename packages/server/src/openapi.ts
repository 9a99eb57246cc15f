import type { Settings } from './settings.ts'

/** Writes the OpenAPI 3.1 description of what this broker serves. */
export const createOpenApi = (settings: Settings): object => ({
  openapi: '3.1.0',
  info: { title: 'Keydesk', version: '1' },
  servers: [{ url: settings.basePath }],
  paths: {},
})
