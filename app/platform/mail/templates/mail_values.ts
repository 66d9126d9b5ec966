import { DateTime } from 'luxon'
import { nameHint } from '../../identity/name_hint.js'
import type { MailTemplate } from './mail_template.js'
import { MailTemplateError } from './mail_problem.js'
import type { ListVariable, MailVariable, MailVariables, PlainVariable, UncheckedMailData } from './mail_variables.js'

/** What Liquid gets to see: plain values, with null for what is missing. */
export type LiquidValues = Readonly<Record<string, unknown>>

/** What the values of a mail are made with. */
export interface ValueMaking {
  /** Makes a path of this site absolute. */
  address: (path: string) => string
  /** Takes a secret link and gives what stands for it while the template is rendered. */
  conceal: (link: string) => string
}

/**
 * @param template - whose variables count
 * @param data - what the mail is sent with
 * @param making - for links
 * @returns a value for every variable, as text where people read it
 * @throws MailTemplateError for a variable that is missing, of another type or unknown, naming the closest ones
 */
export function valuesFor(template: MailTemplate, data: UncheckedMailData, making: ValueMaking): LiquidValues {
  return fieldsOf(template.variables, data, { ...making, path: template.key })
}

/**
 * @param variables - of a mail
 * @returns data to look at it with
 */
export function sampleData(variables: MailVariables): UncheckedMailData {
  return Object.fromEntries(Object.entries(variables).map(([name, variable]) => [name, sampleOf(variable)]))
}

function sampleOf(variable: MailVariable): unknown {
  if (variable.type === 'list') return [sampleData(variable.of), sampleData(variable.of)]
  if (variable.type !== 'date' && variable.type !== 'moment') return variable.sample
  return DateTime.fromISO(variable.sample, { zone: 'utc' })
}

/** Where a value belongs, for the sentence about one that does not fit. */
interface Place extends ValueMaking {
  path: string
}

function fieldsOf(variables: MailVariables, data: UncheckedMailData, place: Place): LiquidValues {
  const names = Object.keys(variables)
  const unknown = Object.keys(data).find((name) => !names.includes(name))
  if (unknown) throw new MailTemplateError(`${place.path} has no variable "${unknown}".${nameHint(unknown, names)}`)
  const entries = Object.entries(variables).map(([name, variable]) => {
    return [name, valueOf(variable, data[name], { ...place, path: `${place.path}: ${name}` })]
  })
  return Object.fromEntries(entries) as LiquidValues
}

function valueOf(variable: MailVariable, given: unknown, place: Place): unknown {
  if (given === undefined || given === null) {
    if (variable.optional) return null
    throw new MailTemplateError(`${place.path} is missing.`)
  }
  if (variable.type !== 'list') return plainValue(variable, given, place)
  if (!Array.isArray(given)) throw misfit(variable, place)
  return given.map((item: unknown, index) => itemOf(variable, item, { ...place, path: `${place.path}[${index}]` }))
}

function itemOf(variable: ListVariable, item: unknown, place: Place): LiquidValues {
  if (typeof item !== 'object' || item === null) throw misfit(variable, place)
  return fieldsOf(variable.of, item as UncheckedMailData, place)
}

function plainValue(variable: PlainVariable, given: unknown, place: Place): unknown {
  const { type } = variable
  if (type === 'date' || type === 'moment') {
    if (!DateTime.isDateTime(given) || !given.isValid) throw misfit(variable, place)
    const format = type === 'date' ? 'd LLLL yyyy' : "d LLLL yyyy, HH:mm 'UTC'"
    return given.setZone('utc').setLocale('en-GB').toFormat(format)
  }
  const found: string = typeof given
  if (found !== (type === 'link' || type === 'text' ? 'string' : type)) throw misfit(variable, place)
  if (type !== 'link') return given
  const link = place.address(given as string)
  return variable.secret ? place.conceal(link) : link
}

function misfit({ type }: MailVariable, { path }: Place): MailTemplateError {
  return new MailTemplateError(`${path} is of type ${type}, and what was given is not.`)
}
