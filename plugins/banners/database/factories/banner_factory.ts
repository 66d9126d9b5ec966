import factory from '@adonisjs/lucid/factories'
import Banner from '#models/banner'

let made = 0

/**
 * A banner for people on every page, which is shown.
 *
 * @example
 * await BannerFactory.merge({ bannerType: 'error', paths: ['/psf'] }).create()
 */
export const BannerFactory = factory
  .define(Banner, () => {
    made += 1
    return {
      name: `Banner ${made}`,
      title: `Title ${made}`,
      message: `Message ${made}`,
      link: null,
      linkText: null,
      bannerType: 'info' as const,
      target: 'frontend' as const,
      paths: [],
      isActive: true,
      isDismissible: true,
      isSitewide: false,
      startDate: null,
      endDate: null,
    }
  })
  .build()
