import { headingOf } from '#services/list/cells'
import { ROW, type FormVersion, type Meeting } from '#services/form/form_version'
import type { RawInlineRow, RawInlines } from '#services/form/inline_rows'
import type { RawValues } from '#services/form/raw_values'

/** What stands for a row that is not there any more, or is to go. */
const GONE = '(deleted)'

/**
 * Makes values of rows, one for each: what two people did to a record is compared by fields, and by whole rows.
 *
 * @param inlines - rows as they are kept, or as a form sent them
 * @returns what they hold, for people to read, by names like `inlines.links.7`
 */
export function rowValues(inlines: RawInlines): RawValues {
  const values: RawValues = {}
  for (const [inline, rows] of Object.entries(inlines)) {
    for (const { id, sentId, isDeleted, raw } of rows) {
      const named = sentId ?? id
      if (named !== null) values[rowName(inline, named)] = isDeleted ? GONE : wordsOf(raw)
    }
  }
  return values
}

/**
 * @param now - values of a record and its rows
 * @param version - of a form when it was opened
 * @returns the same, with rows that were there then and are gone
 */
export function withGoneRows(now: RawValues, version: FormVersion): RawValues {
  const gone = Object.keys(version).filter((name) => name.startsWith(ROW) && !(name in now))
  return { ...now, ...Object.fromEntries(gone.map((name) => [name, GONE])) }
}

/**
 * Takes over what only others did to rows.
 *
 * @param sent - rows as a form sent them
 * @param kept - as they are
 * @param meeting - of two people
 * @returns the rows of the form as it is shown again
 */
export function metRows(sent: RawInlines, kept: RawInlines, { theirs }: Meeting): RawInlines {
  const isTheirs = (inline: string, id: number | null | undefined) => theirs.includes(rowName(inline, id ?? 0))
  const met = Object.entries(kept).map(([inline, rows]) => {
    const mine = (sent[inline] ?? []).filter(({ id, sentId }) => id !== null || !isTheirs(inline, sentId))
    const shown = mine.map((row) => (isTheirs(inline, row.id) ? rows.find(({ id }) => id === row.id)! : row))
    const added = rows.filter(({ id }) => isTheirs(inline, id) && !shown.some((row) => row.id === id))
    return [inline, [...shown, ...added]] as const
  })
  return Object.fromEntries(met) as Record<string, RawInlineRow[]>
}

function rowName(inline: string, id: number): string {
  return `${ROW}${inline}.${id}`
}

function wordsOf(raw: RawValues): string {
  return Object.entries(raw)
    .filter(([, value]) => value !== null && value.length > 0)
    .map(([name, value]) => `${headingOf({ name })}: ${String(value)}`)
    .join('\n')
}
