import { milliseconds } from '../jobs/duration.js'
import type {
  ChoiceDeclaration,
  DurationDeclaration,
  NumberDeclaration,
  SettingDeclaration,
  SettingScalar,
  TextDeclaration,
} from './setting_declaration.js'

/** What was typed is no value of the setting; the message tells people what would be one. */
export class SettingValueError extends Error {
  override name = 'SettingValueError'
}

/** A value, and the text that stands for it in the table. */
export interface ReadValue {
  value: SettingScalar
  text: string
}

/** Characters of a text at most, unless its declaration says otherwise. */
export const LONGEST_TEXT = 500

const EMAIL = /^[^\s@<>"',;:]+@[^\s@<>"',;:.]+(\.[^\s@<>"',;:.]+)+$/
const YES = ['true', 'yes', 'on', '1']
const NO = ['false', 'no', 'off', '0']

/**
 * Forms, commands, the table and the environment all hold text: this is the one place where it becomes a value.
 *
 * @param declaration - of the setting
 * @param typed - what somebody wrote
 * @returns the value, and the text by which it is kept; null and an empty text for what may be empty and is
 * @throws SettingValueError when it is no value of the setting
 */
export function readText(declaration: SettingDeclaration, typed: string): ReadValue {
  const text = typed.trim()
  switch (declaration.type) {
    case 'number':
      return readNumber(declaration, text)
    case 'boolean':
      return readBoolean(text)
    case 'choice':
      return readChoice(declaration, text)
    case 'duration':
      return readDuration(declaration, text)
    default:
      return readWords(declaration, text)
  }
}

function readWords(declaration: TextDeclaration, text: string): ReadValue {
  const { type, maxLength = LONGEST_TEXT } = declaration
  if (text === '') {
    if (declaration.default === null) return { value: null, text }
    throw new SettingValueError('Write something: it cannot be empty.')
  }
  if (text.length > maxLength) throw new SettingValueError(`Write at most ${maxLength} characters.`)
  // A line break in an address of a mail would be a second header.
  if (/[\p{Cc}]/u.test(text)) throw new SettingValueError('Write one line, without control characters.')
  if (type === 'email' && !EMAIL.test(text)) {
    throw new SettingValueError('Write an e-mail address, such as webmaster@example.org.')
  }
  if (type === 'url' && !isWebAddress(text)) {
    throw new SettingValueError('Write an address that begins with https:// or http://.')
  }
  return { value: text, text }
}

function readNumber({ min, max }: NumberDeclaration, text: string): ReadValue {
  const value = /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  if (value >= min && value <= max) return { value, text: String(value) }
  throw new SettingValueError(`Write a whole number from ${min} to ${max}.`)
}

function readBoolean(text: string): ReadValue {
  const word = text.toLowerCase()
  if (YES.includes(word)) return { value: true, text: 'true' }
  if (NO.includes(word)) return { value: false, text: 'false' }
  throw new SettingValueError('Say true or false.')
}

function readChoice({ choices }: ChoiceDeclaration, text: string): ReadValue {
  if (choices.some(({ value }) => value === text)) return { value: text, text }
  throw new SettingValueError(`Choose one of ${choices.map(({ value }) => value).join(', ')}.`)
}

function readDuration({ min, max }: DurationDeclaration, text: string): ReadValue {
  const value = /^\d{1,9} [a-z]+$/i.test(text) ? durationOf(text) : Number.NaN
  if (value >= milliseconds(min) && value <= milliseconds(max)) return { value, text }
  throw new SettingValueError(`Write a time from ${min} to ${max}, such as "${max}".`)
}

/** What is no unit of time is no number, too. */
function durationOf(text: string): number {
  try {
    return milliseconds(text)
  } catch {
    return Number.NaN
  }
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s]+$/i.test(text) && URL.canParse(text)
}
