import app from '@adonisjs/core/services/app'
import type { SitemapEntry } from '@pydotorg/platform/contributions'
import { Features } from '@pydotorg/platform/features'

/** Pages that are the same for every guest; the landing page only while it is on for everybody. */
export default async function membershipSitemap(): Promise<SitemapEntry[]> {
  const features = await app.container.make(Features)
  const landing = features.isOn('memberships.landing') ? [{ path: '/membership/' }] : []
  return [{ path: '/psf/membership/' }, ...landing]
}
