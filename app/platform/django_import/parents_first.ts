import type { DumpRow } from './read_dump.js'

/**
 * @param rows - some of which point at others of them
 * @param fields - by which they do
 * @returns the same rows, each after those that it points at; of a circle, one comes before its own
 */
export function parentsFirst(rows: readonly DumpRow[], fields: readonly string[]): readonly DumpRow[] {
  if (fields.length === 0) return rows
  const byPk = new Map(rows.map((row) => [row.pk, row]))
  const sorted = new Set<DumpRow>()
  for (const row of rows) {
    // By hand, since a tree may be deeper than the stack.
    const waiting = new Set([row])
    for (let top = last(waiting); top; top = last(waiting)) {
      const parents = fields.map((field) => byPk.get(top!.fields[field])).filter((parent) => parent !== undefined)
      const next = parents.find((parent) => !sorted.has(parent) && !waiting.has(parent))
      if (next) {
        waiting.add(next)
        continue
      }
      sorted.add(top)
      waiting.delete(top)
    }
  }
  return [...sorted]
}

function last(rows: ReadonlySet<DumpRow>): DumpRow | undefined {
  return [...rows].at(-1)
}
