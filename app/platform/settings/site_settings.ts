import { defineSetting } from './setting.js'

/** Whom visitors may write to. */
export const siteContact = defineSetting({
  key: 'site.contact',
  title: 'Contact address',
  summary: 'Whom people may write to, such as those whose account is closed. Nobody is named without it.',
  type: 'email',
  default: null,
  variable: 'SITE_CONTACT',
})

/** Where packages are. */
export const packageIndex = defineSetting({
  key: 'site.package_index',
  title: 'Package index',
  summary: 'Where the entry “Package index” of the main menu leads. There is no such entry without it.',
  type: 'url',
  default: null,
  variable: 'PACKAGE_INDEX_URL',
})

/** Settings that are the site's own, and no plugin's. */
export const SITE_SETTINGS = [siteContact, packageIndex] as const
