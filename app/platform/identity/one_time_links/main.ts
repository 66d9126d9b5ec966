export { OneTimeLinks } from './one_time_links.js'
export type { LinkPurpose, LinkState, LinkWish } from './one_time_links.js'
