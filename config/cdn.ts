import type { FastlySettings } from '@pydotorg/platform/cdn'
import env from '#start/env'

const serviceId = env.get('FASTLY_SERVICE_ID')
const key = env.get('FASTLY_API_KEY')?.release()

/** The CDN in front of the site, which is told when something has changed (docs/page-cache.md); null without one. */
const fastly: FastlySettings | null =
  serviceId && key ? { serviceId, key, api: env.get('FASTLY_API_URL') || 'https://api.fastly.com' } : null

export default fastly
