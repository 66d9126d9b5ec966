import type { MenuEntry } from './navigation.js'

/**
 * @param section - path of a menu entry, e.g. `/downloads/`
 * @param path - path of the page that is shown
 * @returns true when the page is the section's own or lies below it
 */
export function isWithin(section: string, path: string): boolean {
  const withSlash = path.endsWith('/') ? path : `${path}/`
  return section !== '/' && withSlash.startsWith(section.endsWith('/') ? section : `${section}/`)
}

/**
 * @param entries - a menu
 * @param path - path of the page that is shown
 * @returns the entries that lead to it, from the menu's first level down; empty when it lies in no entry
 */
export function trailTo(entries: readonly MenuEntry[], path: string): MenuEntry[] {
  const trails = entries.map((entry) => [entry, ...trailTo(entry.children, path)])
  const leading = trails.filter((trail) => trail.length > 1 || isWithin(trail[0]?.href ?? '/', path))
  return leading.reduce<MenuEntry[]>((best, trail) => (reach(trail) > reach(best) ? trail : best), [])
}

/** How much of the path its last entry covers. */
function reach(trail: readonly MenuEntry[]): number {
  return trail.at(-1)?.href.length ?? 0
}
