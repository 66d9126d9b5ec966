/** Behaviour kept from python.org (pages/models.py): lower-case letters, digits, hyphens and dots between slashes. */
const PATH = /^[a-z0-9.-]+(?:\/[a-z0-9.-]+)*$/

const LONGEST = 500

/** Addresses of programs and of built files, below which no page is ever asked for. */
const RESERVED = new Set(['api', 'assets'])

/**
 * @param text - as somebody typed it, with or without slashes around it
 * @returns the path as it is stored; browsers see one more slash at each end
 * @example
 * normalPath('/about/apps/') // 'about/apps'
 */
export function normalPath(text: string): string {
  return text.trim().replace(/^\/|\/$/g, '')
}

/**
 * @param path - as normalPath() gives it
 * @returns a sentence for who typed it; null when it can be the path of a page
 */
export function pathFault(path: string): string | null {
  if (path === '') return 'Write a path, such as about/apps.'
  if (path.length > LONGEST) return `A path has at most ${LONGEST} characters.`
  if (!PATH.test(path)) {
    return 'A path is made of lower-case letters, digits, hyphens and dots, with slashes between its parts.'
  }
  const parts = path.split('/')
  if (parts.some((part) => /^\.+$/.test(part))) return 'A part of a path cannot be dots alone.'
  return RESERVED.has(parts[0]!) ? `Nothing below /${parts[0]}/ can be a page.` : null
}
