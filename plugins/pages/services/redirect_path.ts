import { localPath } from '@pydotorg/platform/http'

const LONGEST = { from: 500, to: 1000 } as const

/** More parts than any address of python.org has. */
const MOST_PARTS = 40

/** What a star may be followed by in an old path: nothing, or the ending of a file. */
const STAR = /\/\*(\.[a-z0-9]+)?$/

/**
 * The form in which old paths are kept and looked up: readable, one slash at a time, none at the end.
 *
 * @param text - a path as somebody typed it or as a browser sent it
 * @returns the path; null for what is no readable text
 * @example
 * normalOldPath('/doc//Comparisons.html/') // '/doc/Comparisons.html'
 */
export function normalOldPath(text: string): string | null {
  try {
    const path = decodeURI(text.trim()).replace(/\/{2,}/g, '/')
    if (/\p{Cc}/u.test(path)) return null
    return path === '/' ? path : path.replace(/\/$/, '')
  } catch {
    return null
  }
}

/**
 * @param path - either end of a redirect
 * @returns true when it stands for more than one address
 */
export function hasStar(path: string): boolean {
  return path.includes('*')
}

/**
 * @param path - as normalOldPath() gives it
 * @returns old paths that may stand for it, the nearest first
 * @example
 * oldPathsFor('/dev/peps') // ['/dev/peps', '/dev/peps/*', '/dev/*', '/*']
 * oldPathsFor('/a/b.html') // ['/a/b.html', '/a/b.html/*', '/a/*.html', '/a/*', '/*.html', '/*']
 */
export function oldPathsFor(path: string): string[] {
  const parts = path.split('/').slice(0, MOST_PARTS)
  const ending = /\.[a-z0-9]+$/.exec(parts.at(-1) ?? '')?.[0]
  const folders = parts.map((_part, index) => parts.slice(0, parts.length - index).join('/'))
  return [
    path,
    ...folders.flatMap((folder) => (ending && folder !== path ? [`${folder}/*${ending}`] : []).concat(`${folder}/*`)),
  ]
}

/**
 * @param oldPath - as it is kept
 * @param newPath - as it is kept
 * @param asked - path and query of a request, as the browser sent them
 * @returns the address to send it to
 */
export function destination(oldPath: string, newPath: string, asked: string): string {
  const [before = '', after] = newPath.split('*', 2)
  if (after === undefined) return encoded(newPath)
  const [path = '', ...query] = asked.split('?')
  const rest = restOf(path, oldPath)
  const search = query.length > 0 ? `?${query.join('?')}` : ''
  return `${encoded(before)}${rest}${rest === '' ? '' : encoded(after)}${search}`
}

/** What the star of an old path stands for in one of its addresses. */
function restOf(path: string, oldPath: string): string {
  const ending = STAR.exec(oldPath)?.[1] ?? ''
  const depth = oldPath.split('/').length - 1
  const parts = path
    .replace(/\/{2,}/g, '/')
    .split('/')
    .slice(depth)
  // A slash or a backslash in front would make another host of it.
  const rest = parts.join('/').replace(/^[/\\]+/, '')
  if (ending === '') return rest
  const file = rest.replace(/\/$/, '')
  return file.slice(0, file.length - ending.length)
}

/** Headers hold no letters beyond ASCII; what is encoded already stays. */
function encoded(address: string): string {
  return encodeURI(address).replaceAll('%25', '%')
}

/**
 * @param path - as normalOldPath() gives it
 * @returns a sentence for who typed it; null when it can lead elsewhere
 */
export function oldPathFault(path: string | null): string | null {
  if (path === null || !path.startsWith('/')) return 'Write a path of this site that begins with a slash: /old/page/'
  if (path === '/' || path === '/*') return 'The whole site cannot be led elsewhere.'
  if (path.length > LONGEST.from) return `An old path has at most ${LONGEST.from} characters.`
  if (/[?#\s\\]/.test(path)) return 'An old path has no blanks, no backslash, and nothing after ? or #.'
  return hasStar(path) && (path.split('*').length > 2 || !STAR.test(path))
    ? 'A star can only stand at the end, after a slash: /old/* or /old/*.html'
    : null
}

/**
 * @param newPath - as somebody typed it; empty when nothing took the place of what was there
 * @param oldPath - where it leads from
 * @returns a sentence for who typed it; null when visitors can be led there
 */
export function newPathFault(newPath: string, oldPath: string): string | null {
  if (newPath === '') return null
  if (newPath.length > LONGEST.to) return `A new address has at most ${LONGEST.to} characters.`
  if (hasStar(newPath) && !hasStar(oldPath)) return 'A star in the new address needs one in the old path.'
  if (newPath.split('*').length > 2) return 'There can be one star in the new address.'
  // What the star stands for may be no part of the host.
  const certain = newPath.split('*')[0]!
  const isPlace = localPath(certain) !== null || isForeign(certain, hasStar(newPath) ? 'with a path' : 'any')
  return isPlace
    ? null
    : 'Write a path of this site, such as /about/, or a whole address that begins with https:// or http://.'
}

/** An address of another site that a browser may be sent to. */
function isForeign(address: string, form: 'any' | 'with a path'): boolean {
  const wanted = form === 'any' ? /^https?:\/\/[^/\\\s]/i : /^https?:\/\/[^/\\\s?#]+\//i
  if (!wanted.test(address) || /[\\\s]/.test(address) || !URL.canParse(address)) return false
  const { username, password } = new URL(address)
  return username === '' && password === ''
}

/**
 * @param newPath - where a redirect leads
 * @returns the path of this site in its normal form; null for another site, and for what is gone
 */
export function localTarget(newPath: string): string | null {
  return newPath.startsWith('/') ? normalOldPath(newPath.split(/[?#]/, 1)[0]!) : null
}
