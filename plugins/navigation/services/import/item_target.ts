import app from '@adonisjs/core/services/app'
import { BadRow, ownAddress } from '@pydotorg/platform/django_import'
import { SiteAddresses } from '@pydotorg/platform/http'
import { OperatorMistake } from '@pydotorg/platform/identity/operators'
import type { TreeItem } from '#services/import/tree_item'

/** Where python.org's names of routes lead, as its menus use them (pythondotorg, urls.py). */
const PATHS: Readonly<Record<string, string>> = {
  'home': '/',
  'about': '/about/',
  'blog': '/blogs/',
  'documentation': '/doc/',
  'download:download': '/downloads/',
  'jobs:job_categories': '/jobs/categories/',
  'jobs:job_create': '/jobs/create/',
  'jobs:job_list': '/jobs/',
  'jobs:job_locations': '/jobs/locations/',
  'jobs:job_types': '/jobs/types/',
  'psf-landing': '/psf/',
}

/** The package index; in fixtures it is called so. */
const PACKAGE_INDEX = /^https?:\/\/(pypi\.example|pypi\.org|pypi\.python\.org)\/?$/

/** The entry that the setting `site.package_index` makes. */
export const PACKAGE_INDEX_KEY = 'site.package_index'

/** Where an item leads on this site. */
export interface ItemTarget {
  href: string
  /** True when the address is not as it was there. */
  isUpgraded: boolean
}

/**
 * @param item - of python.org's menus
 * @returns true when it is the home page, and so the menu itself
 */
export function isHome({ url, urlaspattern }: TreeItem): boolean {
  return urlaspattern ? url === 'home' : ownAddress(url) === '/'
}

/**
 * @param item - of python.org's menus
 * @returns true when it leads to the package index, whose address is a setting here
 */
export function isPackageIndex({ url, urlaspattern }: TreeItem): boolean {
  return !urlaspattern && PACKAGE_INDEX.test(url)
}

/**
 * @param item - of python.org's menus
 * @returns where it leads here
 * @throws BadRow when nothing stands there
 */
export async function targetOf({ url, urlaspattern }: TreeItem): Promise<ItemTarget> {
  const address = urlaspattern ? PATHS[url] : ownAddress(url)
  if (address === undefined) throw new BadRow(`this site has no page for the route “${url}”`)
  const addresses = await app.container.make(SiteAddresses)
  const secure = address.replace(/^http:/, 'https:')
  try {
    return { href: await addresses.linkTarget(secure), isUpgraded: secure !== address }
  } catch (error) {
    if (error instanceof OperatorMistake) throw new BadRow(error.message)
    throw error
  }
}
