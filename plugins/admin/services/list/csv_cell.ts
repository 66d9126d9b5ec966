/**
 * @param value - of a cell
 * @returns it as CSV wants it (RFC 4180); a text that a spreadsheet would take for a formula begins with an apostrophe, and
 *   one that begins so already with one more, so that an import knows how many there were
 */
export function csvCell(value: string | number | boolean | null): string {
  if (value === null) return ''
  if (typeof value !== 'string') return String(value)
  const harmless = /^'*[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",;\r\n\t]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
