import { createHash } from 'node:crypto'
import type { ImportPlan } from '#services/import/plan_import'

/** What somebody looked at before they said that it is to go in. */
export interface SeenPlan {
  /** Fingerprint of the file's text. */
  text: string
  /** Fingerprints of records by the lines of their rows. */
  rows: Readonly<Record<number, string>>
}

/**
 * @param plan - that is shown
 * @param text - that it comes from
 * @returns it as the hidden field of the form
 */
export function seenText(plan: ImportPlan, text: string): string {
  const rows = plan.rows.filter(isToGoIn).map(({ line, print }) => [line, print])
  const seen: SeenPlan = { text: printOf(text), rows: Object.fromEntries(rows) as SeenPlan['rows'] }
  return Buffer.from(JSON.stringify(seen)).toString('base64url')
}

/**
 * @param written - what the hidden field held
 * @param text - that is to go in
 * @returns what was looked at; null when it was another text, or nothing
 */
export function readSeen(written: unknown, text: string): SeenPlan | null {
  if (typeof written !== 'string') return null
  try {
    const seen = JSON.parse(Buffer.from(written, 'base64url').toString()) as SeenPlan
    return seen.text === printOf(text) && typeof seen.rows === 'object' ? seen : null
  } catch {
    return null
  }
}

/**
 * @param row - of a plan
 * @returns true when there is something to save
 */
export function isToGoIn({ verdict }: ImportPlan['rows'][number]): boolean {
  return verdict === 'new' || verdict === 'changed'
}

/** Browsers send line ends of two characters, whatever they were, and blanks at either end of what is typed are cut off. */
function printOf(text: string): string {
  return createHash('sha256').update(text.replaceAll(/\r\n?/g, '\n').trim()).digest('base64url').slice(0, 20)
}
