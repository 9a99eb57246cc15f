#!/usr/bin/env node
import { runCli } from './cli/run-cli.ts'

runCli({ arguments: process.argv.slice(2), environment: process.env, print: console.log }).then(
  code => {
    process.exitCode = code
  },
  (error: unknown) => {
    console.error(error)
    process.exitCode = 1
  },
)
