import { pythonShown, pythonType } from '../python_values.js'
import type { WireField } from '../wire_resource.js'
import { relatedAddress } from '../write/related_address.js'
import { NO_ADDRESS, NO_SLUG, textFaults } from '../write/text_faults.js'
import type { WireValue, WriteField } from '../write/wire_writes.js'
import { v2Moment } from './v2_moment.js'

/** A value, or what is wrong with it. */
export type FieldReading = { value: WireValue } | { faults: readonly string[] }

const NO_NULL = 'This field may not be null.'

/**
 * @param field - of a resource
 * @param rule - what it takes
 * @param given - what a client sent for it
 * @returns the value as the row takes it, or Django REST framework's sentences
 */
export function fieldValue(field: WireField, rule: WriteField, given: unknown): FieldReading {
  if (rule.addressOf) return given === null || given === '' ? { value: null } : idAt(given, rule.addressOf)
  if (given === null || (field.kind === 'related' && given === '')) return wrong(NO_NULL)
  switch (field.kind) {
    case 'related':
      return idAt(given, field.to.path)
    case 'boolean':
      return booleanIn(given)
    case 'moment':
      return momentIn(given)
    case 'integer':
      return field.choices ? choiceIn(field.choices, given) : integerIn(given, rule)
    case 'text':
      return textIn(field.fallback === '' ? { ...rule, blank: true } : rule, given)
    default:
      throw new Error(`A field of kind ${field.kind} takes no value.`)
  }
}

function wrong(...faults: string[]): FieldReading {
  return { faults }
}

/** What Django REST framework says of a value that cannot be a text, by what the text would have been. */
const NO_TEXT = { slug: NO_SLUG, url: NO_ADDRESS } as const

function textIn(rule: WriteField & { blank?: true }, given: unknown): FieldReading {
  if (typeof given !== 'string' && typeof given !== 'number') {
    return wrong(rule.format ? NO_TEXT[rule.format] : 'Not a valid string.')
  }
  const text = String(given).trim()
  if (text === '') return rule.blank ? { value: '' } : wrong('This field may not be blank.')
  const faults = textFaults(rule, text)
  return faults.length > 0 ? { faults } : { value: text }
}

const TRUE = 't T y Y yes Yes YES true True TRUE on On ON 1'.split(' ')
const FALSE = 'f F n N no No NO false False FALSE off Off OFF 0'.split(' ')

function booleanIn(given: unknown): FieldReading {
  const text = ['string', 'number', 'boolean'].includes(typeof given) ? String(given) : ''
  if (TRUE.includes(text)) return { value: true }
  return FALSE.includes(text) ? { value: false } : wrong('Must be a valid boolean.')
}

const FORMATS = 'YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z]'

function momentIn(given: unknown): FieldReading {
  const moment = typeof given === 'string' && given === given.trim() ? v2Moment(given) : null
  if (moment !== null) return { value: moment }
  return wrong(`Datetime has wrong format. Use one of these formats instead: ${FORMATS}.`)
}

function choiceIn(choices: readonly number[], given: unknown): FieldReading {
  const text = typeof given === 'string' ? given : pythonShown(given)
  const choice = choices.find((number) => String(number) === text)
  return choice === undefined ? wrong(`"${text}" is not a valid choice.`) : { value: choice }
}

const LONGEST_NUMBER = 1000
const INTEGER = /^\s*[-+]?\d+(?:_\d+)*(?:\.0*)?\s*$/

function integerIn(given: unknown, { least }: WriteField): FieldReading {
  if (typeof given === 'string' && given.length > LONGEST_NUMBER) return wrong('String value too large.')
  const text = typeof given === 'string' || typeof given === 'number' ? String(given) : ''
  if (!INTEGER.test(text)) return wrong('A valid integer is required.')
  const number = Number(text.replaceAll('_', ''))
  if (least !== undefined && number < least) return wrong(`Ensure this value is greater than or equal to ${least}.`)
  if (number <= Number.MAX_SAFE_INTEGER) return { value: number }
  return wrong(`Ensure this value is less than or equal to ${Number.MAX_SAFE_INTEGER}.`)
}

function idAt(given: unknown, path: string): FieldReading {
  if (typeof given !== 'string') {
    return wrong(`Incorrect type. Expected URL string, received ${pythonType(given)}.`)
  }
  const address = relatedAddress(given, path)
  if (address.leads === 'nowhere') return wrong('Invalid hyperlink - No URL match.')
  if (address.leads === 'elsewhere' || address.version !== '2') return wrong('Invalid hyperlink - Incorrect URL match.')
  return address.id === null ? wrong(NO_SUCH_ROW) : { value: address.id }
}

/** What Django REST framework says of an address that leads to no row. */
export const NO_SUCH_ROW = 'Invalid hyperlink - Object does not exist.'
