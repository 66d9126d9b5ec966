export { Fastly, PurgeRefused } from './fastly.js'
export type { FastlySettings } from './fastly.js'
export { SharedCopies, WHOLE_SITE } from './shared_copies.js'
