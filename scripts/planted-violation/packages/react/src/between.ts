export { part } from './ui/part.ts'
