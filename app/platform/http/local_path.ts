/** Looks like a path of this site, and like nothing that a browser takes for another host. */
const PATH = /^\/(?![/\\])[^\\\s]*$/

/**
 * @param value - where somebody asks to be led, e.g. `?next=`
 * @returns it when it is a path of this site, else null
 * @example
 * localPath('//evil.example') // null
 */
export function localPath(value: unknown): string | null {
  if (typeof value !== 'string' || !PATH.test(value)) return null
  return URL.canParse(value, 'http://site.invalid') && new URL(value, 'http://site.invalid').host === 'site.invalid'
    ? value
    : null
}
