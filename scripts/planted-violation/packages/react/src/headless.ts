export { part } from './between.ts'
