export type { Arranged } from './arrange_sections.js'
export { HomeArrangement } from './home_arrangement.js'
export { HomePolicy } from './home_policy.js'
