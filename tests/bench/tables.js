/**
 * @typedef {import('./load.js').Load} Load
 * @typedef {{ name: string, first: number | Load, second: number | Load, ratio: number, target?: string }} Row
 */

/** @param {(string | number)[][]} rows */
export function printTable(rows) {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)))
  for (const row of rows) {
    const cells = row.map((cell, column) => {
      const width = widths[column] ?? 0
      return column === 0 ? String(cell).padEnd(width) : String(cell).padStart(width)
    })
    console.log(`  ${cells.join('  ')}`)
  }
}

/**
 * Prints what was measured in turn, side by side.
 *
 * @param {[string, string]} sides what stands above the two figures
 * @param {Row[]} rows
 * @param {number} [digits] behind the point, of the figures
 */
export function printComparisons(sides, rows, digits = 0) {
  /** @param {number | Load} figure */
  const shown = (figure) => (typeof figure === 'number' ? figure : figure.perSecond).toFixed(digits)
  printTable([
    ['', ...sides, 'ratio', 'target'],
    ...rows.map(({ name, first, second, ratio, target }) => [
      name,
      shown(first),
      shown(second),
      ratio.toFixed(3),
      target ?? '-',
    ]),
  ])
}
