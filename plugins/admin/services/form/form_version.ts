import { createHash } from 'node:crypto'
import type { RawValues } from '#services/form/raw_values'

/** Begins the names of rows of inlines among those of fields: no attribute has a dot. */
export const ROW = 'inlines.'

/** Fingerprints of the fields of a form as it was opened. */
export type FormVersion = Readonly<Record<string, string>>

/**
 * @param raw - what the controls hold
 * @returns a fingerprint of each of them: so a form knows later which fields its person touched, and which ones others did
 */
export function versionOf(raw: RawValues): FormVersion {
  const prints = Object.entries(raw).map(([name, value]) => [name, fingerprint(value)])
  return Object.fromEntries(prints) as FormVersion
}

/**
 * @param version - fingerprints
 * @returns them as the hidden field of a form
 */
export function versionText(version: FormVersion): string {
  return Buffer.from(JSON.stringify(version)).toString('base64url')
}

/**
 * @param written - what the hidden field held
 * @returns the fingerprints; null for what nobody here wrote
 */
export function readVersion(written: unknown): FormVersion | null {
  if (typeof written !== 'string' || written === '') return null
  try {
    const read = JSON.parse(Buffer.from(written, 'base64url').toString()) as unknown
    return typeof read === 'object' && read !== null ? (read as FormVersion) : null
  } catch {
    return null
  }
}

/** What two people did to one record. */
export interface Meeting {
  /** Fields that others have changed since the form was opened, and this person has not. */
  theirs: string[]
  /** Fields that both have changed, and not in the same way. */
  both: string[]
}

/**
 * @param version - of the form when it was opened
 * @param typed - what its controls held when it was sent
 * @param now - what they would hold if it were opened now
 * @returns what others changed meanwhile; null when nothing
 */
export function meetingOf(version: FormVersion, typed: RawValues, now: RawValues): Meeting | null {
  const names = Object.keys(now)
  // A row that was not there then was nothing then.
  const wasOf = (name: string) => version[name] ?? (name.startsWith(ROW) ? fingerprint(null) : null)
  const changed = names.filter((name) => wasOf(name) !== null && fingerprint(now[name]) !== wasOf(name))
  const differing = changed.filter((name) => fingerprint(typed[name]) !== fingerprint(now[name]))
  if (differing.length === 0) return null
  const both = differing.filter((name) => fingerprint(typed[name]) !== wasOf(name))
  return { both, theirs: differing.filter((name) => !both.includes(name)) }
}

function fingerprint(value: string | string[] | null | undefined): string {
  const plain = Array.isArray(value) ? [...value].sort() : (value ?? '')
  const text = typeof plain === 'string' ? plain.replaceAll('\r\n', '\n') : plain
  return createHash('sha256').update(JSON.stringify(text)).digest('base64url').slice(0, 12)
}
