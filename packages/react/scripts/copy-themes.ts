/** Puts the themes, which need no build, beside the built stylesheet. */
import { cpSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
cpSync(join(root, 'src/themes'), join(root, 'dist/themes'), { recursive: true })
