import { parsePythonInteger, pythonLiteral } from '../python_text.js'
import type { QueryParameters } from '../query_parameters.js'
import { fitsInteger, type SqlCondition } from '../selection.js'
import type { WireField, WireResource } from '../wire_resource.js'
import { v2Moment } from './v2_moment.js'

/** What a client's parameters come to. */
export interface V2Filters {
  conditions: SqlCondition[]
  /** Sentences by parameter. */
  errors: Record<string, string[]>
  /** Parameters that name a row of another resource, with the question whether there is one. */
  related: { name: string; question: SqlCondition }[]
  /** Parameters that the resource does not know and refuses. */
  refused: string[]
}

/** python.org's sentence for a row that there is not. */
export const NO_SUCH_CHOICE = 'Select a valid choice. That choice is not one of the available choices.'

/**
 * @param resource - that is read
 * @param parameters - of the request
 * @returns conditions and what is wrong; an empty value filters nothing
 */
export function v2Filters(resource: WireResource, parameters: QueryParameters): V2Filters {
  const filters: V2Filters = { conditions: [], errors: {}, related: [], refused: refusedNames(resource, parameters) }
  for (const name of resource.v2.filters) {
    const text = parameters.get(name) ?? ''
    if (text.includes('\0')) filters.errors[name] = ['Null characters are not allowed.']
    else if (text.trim() !== '') addFilter(filters, { resource, name, text })
  }
  return filters
}

/** A parameter with a value. */
interface Asked {
  resource: WireResource
  name: string
  text: string
}

function addFilter(filters: V2Filters, { resource, name, text }: Asked): void {
  const [key, lookup] = name.split('__')
  const field = resource.fields[key!]!
  if (field.kind === 'own_address' || field.kind === 'elsewhere') return
  if (field.kind === 'related') {
    const id = parsePythonInteger(text)
    if (id === null || !fitsInteger(id)) {
      filters.errors[name] = [NO_SUCH_CHOICE]
      return
    }
    filters.conditions.push({ sql: `${field.column} = ?`, bindings: [id] })
    filters.related.push({ name, question: rowExists(field.to, id) })
    return
  }
  const condition = lookup ? containsCondition(field.column, lookup, text.trim()) : valueCondition(field, text)
  if (typeof condition === 'string') filters.errors[name] = [condition]
  else if (condition) filters.conditions.push(condition)
}

/** In capitals, as Django compares when the case is of no account. */
function containsCondition(column: string, lookup: string, text: string): SqlCondition {
  if (lookup === 'icontains') return { sql: `strpos(upper(${column}), upper(?)) > 0`, bindings: [text] }
  return { sql: `strpos(${column}, ?) > 0`, bindings: [text] }
}

type ValueField = Extract<WireField, { kind: 'text' | 'boolean' | 'moment' | 'integer' }>

/** The condition; null when the text filters nothing; a sentence when it is no value. */
function valueCondition(field: ValueField, text: string): SqlCondition | string | null {
  if (field.kind === 'text') return { sql: `${field.column} = ?`, bindings: [text.trim()] }
  if (field.kind === 'boolean') {
    const value = BOOLEANS[text.toLowerCase()]
    return value === undefined ? null : { sql: `${field.column} is ${value}`, bindings: [] }
  }
  if (field.kind === 'integer') {
    const isChoice = 'choices' in field && field.choices?.map(String).includes(text)
    if (!isChoice) return `Select a valid choice. ${text} is not one of the available choices.`
    return { sql: `${field.column} = ?`, bindings: [Number(text)] }
  }
  const moment = v2Moment(text)
  return moment === null ? 'Enter a valid date/time.' : { sql: `${field.column} = ?::timestamptz`, bindings: [moment] }
}

/** Behaviour kept from python.org: any other text filters nothing, and is no error. */
const BOOLEANS: Readonly<Record<string, boolean>> = { true: true, 1: true, false: false, 0: false }

function rowExists({ from, id: key }: WireResource, id: number): SqlCondition {
  return { sql: `exists (select 1 from ${from} where ${key} = ?)`, bindings: [id] }
}

function refusedNames({ v2 }: WireResource, parameters: QueryParameters): string[] {
  if (v2.unknownParameters === 'ignored') return []
  return parameters.names().filter((name) => !v2.filters.includes(name))
}

/**
 * @param name - a parameter that the resource refuses
 * @returns python.org's sentence for it: the last part of the name is taken for the lookup
 */
export function refusal(name: string): string {
  const parts = name.split('__')
  const lookup = parts.length === 1 ? 'exact' : parts.pop()!
  return `${pythonLiteral(lookup)} is not an allowed filter on the ${pythonLiteral(parts.join('__'))} field.`
}
