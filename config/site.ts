import type { SiteSettings } from '@pydotorg/platform/http'
import { appUrl } from '#config/app'
import env from '#start/env'

const siteConfig: SiteSettings = {
  name: 'python.org',
  url: appUrl,
  packageIndex: env.get('PACKAGE_INDEX_URL') || undefined,
}

export default siteConfig
