import type { KeptEntry } from './known_changes.js'

/** What the store has under a key. */
export interface KeptItem {
  value: KeptEntry
  /** Milliseconds of the clock. */
  logicalExpiration: number
}

/** Begins what is kept of a text that stands behind a line of JSON; JSON begins with no such letter. */
const PLAIN = 'T'

/**
 * @param item - to be kept
 * @returns it as text: HTML stands in it as it is, since to read it as JSON would copy each of its characters, at every
 *   visit; all else is JSON
 */
export function writeItem(item: unknown): string {
  const { value: entry, ...about } = item as KeptItem
  if (typeof entry?.value !== 'string') return JSON.stringify(item)
  const { value: text, ...judged } = entry
  return `${PLAIN}${JSON.stringify({ ...about, value: judged })}\n${text}`
}

/**
 * @param text - by `writeItem`
 * @returns the item
 * @throws SyntaxError for anything else
 */
export function readItem(text: string): KeptItem {
  if (!text.startsWith(PLAIN)) return JSON.parse(text) as KeptItem
  const end = text.indexOf('\n')
  const item = JSON.parse(text.slice(PLAIN.length, end)) as KeptItem
  return { ...item, value: { ...item.value, value: text.slice(end + 1) } }
}
