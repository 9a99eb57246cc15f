export { secret } from '../../server/src/secret.ts'
