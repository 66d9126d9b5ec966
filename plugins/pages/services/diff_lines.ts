import type { ComparedPart } from '#services/page_history'

/** A line of a comparison, or a note of how many are left out there. */
export interface DiffLine {
  kind: ComparedPart['kind'] | 'left_out'
  text: string
}

/** Lines around a change that say where it is. */
const AROUND = 3

/** More lines than anybody compares by eye. */
const MOST = 3_000

/**
 * Makes lines of what compare() says of a text: those around changes stay, the others are counted.
 *
 * @param parts - of a field that is compared by lines
 * @returns lines from top to bottom
 * @example
 * diffLines([{ kind: 'removed', text: 'two\n' }, { kind: 'added', text: '2\n' }]) // [{ kind: 'removed', text: 'two' }, …]
 */
export function diffLines(parts: readonly ComparedPart[]): DiffLine[] {
  const lines = parts.flatMap((part, index) => {
    const all = part.text.replace(/\n$/, '').split('\n')
    if (part.kind !== 'same') return all.map((text): DiffLine => ({ kind: part.kind, text }))
    return shortened(all, { isFirst: index === 0, isLast: index === parts.length - 1 })
  })
  return lines.length <= MOST ? lines : [...lines.slice(0, MOST), leftOut(lines.length - MOST)]
}

function shortened(all: readonly string[], { isFirst, isLast }: { isFirst: boolean; isLast: boolean }): DiffLine[] {
  const head = isFirst ? 0 : AROUND
  const tail = isLast ? 0 : AROUND
  const same = (text: string): DiffLine => ({ kind: 'same', text })
  const count = all.length - head - tail
  // A note that stands for one line is no shorter than the line.
  if (count <= 1) return all.map(same)
  return [...all.slice(0, head).map(same), leftOut(count), ...all.slice(all.length - tail).map(same)]
}

function leftOut(count: number): DiffLine {
  return { kind: 'left_out', text: `${count.toLocaleString('en')} lines` }
}
