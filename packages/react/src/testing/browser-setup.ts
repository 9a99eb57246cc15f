import { cleanup } from '@testing-library/react'
import { afterEach, beforeEach } from 'vitest'
import '../css-entry.ts'
import { resetWorld } from './world.ts'

beforeEach(resetWorld)
afterEach(cleanup)
