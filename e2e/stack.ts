/** Ports of the stories' own stack, away from those of a demo that may be running. */
export const ports = {
  DEMO_PORT: 5273,
  BFF_PORT: 3100,
  WORKOS_EMULATOR_PORT: 4110,
  SAMPLE_API_PORT: 4120,
}

/** Where each part of the stack answers. */
export const url = {
  demo: `http://localhost:${ports.DEMO_PORT}`,
  bff: `http://localhost:${ports.BFF_PORT}`,
  workos: `http://localhost:${ports.WORKOS_EMULATOR_PORT}`,
  sampleApi: `http://localhost:${ports.SAMPLE_API_PORT}`,
}
