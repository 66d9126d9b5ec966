/*
| Python's ways with text, where they show in what python.org's API answers.
*/

const INTEGER = /^\s*([+-]?\d+(?:_\d+)*)\s*$/

/**
 * @param text - what a client wrote
 * @returns the number, as Python's int() reads it (blanks around it, a sign, `1_000`); null when it is none
 * @example
 * parsePythonInteger(' +1_000 ') // 1000
 */
export function parsePythonInteger(text: string): number | null {
  const digits = INTEGER.exec(text)?.[1]
  return digits === undefined ? null : Number(digits.replaceAll('_', ''))
}

const UNPRINTABLE = /[\p{C}\p{Z}]/gu

/**
 * @param text - any text
 * @returns the literal that Python's repr() shows, e.g. `'limit'`, or `"it's"`
 */
export function pythonLiteral(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escaped = text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`)
  return quote + escaped.replace(UNPRINTABLE, escapeUnprintable) + quote
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function escapeUnprintable(character: string): string {
  if (character === ' ') return character
  const short = SHORT_ESCAPES[character]
  if (short) return short
  const hex = character.codePointAt(0)!.toString(16)
  if (hex.length <= 2) return `\\x${hex.padStart(2, '0')}`
  return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}

/**
 * @param value - plain data
 * @returns JSON as Python writes it: a blank after comma and colon, keys sorted, nothing but ASCII controls escaped
 * @example
 * pythonJson({ b: [1, 2], a: null }) // '{"a": null, "b": [1, 2]}'
 */
export function pythonJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}: ${pythonJson(item)}`).join(', ')}}`
}
