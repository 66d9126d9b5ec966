export { featureGate, MaintenanceException } from './feature_gate.js'
export { fileSize, plainDate } from './plain_formats.js'
export { Site } from './site.js'
export type { SiteSettings } from './site.js'
