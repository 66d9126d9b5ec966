/** The channel on which it is announced, at commit, that something has changed. */
export const TAGS_CHANNEL = 'pydotorg_cache'

/** Announced in the place of a tag when everything is to be forgotten. */
export const EVERYTHING = '*'

/** PostgreSQL announces less than 8000 bytes at once. */
const MOST_BYTES = 7_900

/**
 * @param tags - that were dropped
 * @returns announcements that name all of them
 */
export function announcedTags(tags: readonly string[]): string[] {
  const payloads: string[][] = []
  for (const tag of new Set(tags)) {
    const last = payloads.at(-1)
    if (last && Buffer.byteLength(JSON.stringify([...last, tag])) < MOST_BYTES) last.push(tag)
    else payloads.push([tag])
  }
  return payloads.map((payload) => JSON.stringify(payload))
}

/**
 * @param payload - of an announcement, which anybody with access to the database can make
 * @returns the tags in it
 */
export function readTags(payload: string): string[] {
  try {
    const tags = JSON.parse(payload) as unknown
    return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : []
  } catch {
    return []
  }
}
