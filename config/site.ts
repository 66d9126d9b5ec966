import type { SiteSettings } from '@pydotorg/platform/http'
import { packageIndex, settings, siteContact } from '@pydotorg/platform/settings'
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
  // Operators change these two while the site runs.
  get contact() {
    return settings.read(siteContact) ?? undefined
  },
  get packageIndex() {
    return settings.read(packageIndex) ?? undefined
  },
}

export default siteConfig
