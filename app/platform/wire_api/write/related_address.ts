import { parsePythonInteger } from '../python_text.js'
import { fitsInteger } from '../selection.js'

/** Where an address leads: to a row of that collection, to another address of the API, or nowhere. */
export type RelatedAddress = { leads: 'there'; id: number | null } | { leads: 'elsewhere' } | { leads: 'nowhere' }

const ROW = /^\/api\/v(\d)\/([\w]+\/[\w]+)\/([^/.]+)(?:\/|\.json\/?)$/
const LIST = /^\/api\/v\d\/[\w]+\/[\w]+(?:\/|\.json\/?)$/

/**
 * @param text - an address as a client wrote it, whole or as a path
 * @param path - of the collection that it must lead to, e.g. `downloads/os`
 * @returns where it leads; the id is null when no row can have it
 */
export function relatedAddress(text: string, path: string): RelatedAddress & { version?: string } {
  const [, version, collection, key] = ROW.exec(pathOf(text)) ?? []
  if (collection === path) {
    const id = parsePythonInteger(decoded(key!))
    return { leads: 'there', id: id !== null && id > 0 && fitsInteger(id) ? id : null, version }
  }
  return { leads: collection !== undefined || LIST.test(pathOf(text)) ? 'elsewhere' : 'nowhere' }
}

/** Scheme and host are nobody's business: python.org's tools name python.org wherever they write to. */
function pathOf(text: string): string {
  return /^https?:\/\//.test(text) ? (URL.parse(text)?.pathname ?? '') : text
}

function decoded(key: string): string {
  try {
    return decodeURIComponent(key)
  } catch {
    return key
  }
}
