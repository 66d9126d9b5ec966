import { createRequire } from 'node:module'
import type { IconifyJSON } from '@iconify/types'

const require = createRequire(import.meta.url)

/** Sets that the site draws from, and their packages. */
const PACKAGES: Readonly<Record<string, string>> = {
  'lucide': '@iconify-json/lucide/icons.json',
  'simple-icons': '@iconify-json/simple-icons/icons.json',
}

/** For messages. */
export const ICON_SETS: readonly string[] = Object.keys(PACKAGES)

/**
 * Read when the first icon of a set is asked for: a site that shows no mark of a company does not read the 4.6 MB of them.
 *
 * @param prefix - name of a set, e.g. `lucide`
 * @returns its icons; null for a set that the site does not have
 */
export function iconSet(prefix: string): IconifyJSON | null {
  const file = Object.hasOwn(PACKAGES, prefix) ? PACKAGES[prefix] : undefined
  return file ? (require(file) as IconifyJSON) : null
}
