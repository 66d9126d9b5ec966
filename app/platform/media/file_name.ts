import { LIMITS } from './limits.js'

/** What no name may hold: control characters, marks that turn the direction of text, and what file systems refuse. */
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"*:<>?|]+/g

/**
 * A file's name as people read it. It is never used as a path.
 *
 * @param given - as it was sent, with or without folders
 * @param extension - that its content has, such as `png`: what a name claims may be wrong
 * @returns at most 200 characters
 * @example
 * cleanFileName('C:\\fotos\\Café 1.PHP', 'png') // 'Café 1.png'
 */
export function cleanFileName(given: string, extension: string): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .replace(FORBIDDEN, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\.+/, '')
    .replace(/\.[a-z0-9]{1,8}$/i, '')
    .replace(/[. ]+$/, '')
  const room = LIMITS.name - extension.length - 1
  return `${[...(plain || 'file')].slice(0, room).join('').slice(0, room)}.${extension}`
}
