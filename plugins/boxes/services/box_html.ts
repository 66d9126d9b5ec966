import { fragments } from '@pydotorg/platform/cache'
import Box, { BOXES_TAG } from '#models/box'

/** Seconds; changes drop what is kept at once. */
const LIFETIME = 3_600

/**
 * @param label - as anybody typed it
 * @returns the rendered box; null when there is none
 */
export async function boxHtml(label: string): Promise<string | null> {
  // What is asked for and not there is not remembered one by one, or addresses made up would fill the memory.
  const known = await fragments.remember('boxes.labels', { lifetime: LIFETIME, tags: [BOXES_TAG] }, readLabels)
  if (!known.includes(label)) return null
  return fragments.remember(`boxes.box.${label}`, { lifetime: LIFETIME, tags: [BOXES_TAG] }, async () => {
    const box = await Box.query().select('content_rendered').where('label', label).first()
    return box?.contentRendered ?? null
  })
}

async function readLabels(): Promise<string[]> {
  const boxes = await Box.query().select('label').orderBy('label').limit(10_000)
  return boxes.map(({ label }) => label)
}
