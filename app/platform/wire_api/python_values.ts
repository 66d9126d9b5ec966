import { pythonLiteral } from './python_text.js'

/**
 * @param value - out of JSON
 * @returns how Python shows it in a sentence; what a list or a dictionary holds is left out
 * @example
 * pythonShown(true) // 'True'
 */
export function pythonShown(value: unknown): string {
  if (value === null) return 'None'
  if (value === true) return 'True'
  if (value === false) return 'False'
  if (typeof value === 'string') return pythonLiteral(value)
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.length > 0 ? '[...]' : '[]'
  return Object.keys(value as object).length > 0 ? '{...}' : '{}'
}

/**
 * @param value - out of JSON
 * @returns the name of its type in Python, e.g. `int`
 */
export function pythonType(value: unknown): string {
  if (value === null) return 'NoneType'
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float'
  return { boolean: 'bool', string: 'str' }[typeof value as string] ?? 'dict'
}
