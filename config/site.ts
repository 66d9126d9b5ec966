import type { SiteSettings } from '@pydotorg/platform/http'
import app from '@adonisjs/core/services/app'
import { appUrl } from '#config/app'
import env from '#start/env'

/** What the site tells programs about itself, as it stands in files; operators name files of their own. */
export const siteFiles = {
  humans: app.makePath(env.get('HUMANS_FILE') || 'resources/site/humans.txt'),
  funding: app.makePath(env.get('FUNDING_FILE') || 'resources/site/funding.json'),
}

const siteConfig: SiteSettings = {
  name: 'python.org',
  summary: 'The home of the Python programming language: releases, news and community.',
  publisher: { name: 'Python Software Foundation', url: 'https://www.python.org/psf-landing/' },
  url: appUrl,
  contact: env.get('SITE_CONTACT') || undefined,
  packageIndex: env.get('PACKAGE_INDEX_URL') || undefined,
}

export default siteConfig
