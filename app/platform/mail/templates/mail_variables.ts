import type { DateTime } from 'luxon'

interface Described {
  /** What it is, for who changes the mail, e.g. `How the person is called on the site`. */
  description: string
  /** True when it may be missing; templates then ask `{% if name %}`. */
  optional?: true
}

/** A piece of text, escaped where it stands in HTML. */
export interface TextVariable extends Described {
  type: 'text'
  sample: string
}

/** A number. */
export interface NumberVariable extends Described {
  type: 'number'
  sample: number
}

/** Yes or no, for `{% if %}`. */
export interface BooleanVariable extends Described {
  type: 'boolean'
  sample: boolean
}

/** A day (`7 October 2025`) or a moment (`7 October 2025, 14:05 UTC`). The sample is in the form of ISO 8601. */
export interface DateVariable extends Described {
  type: 'date' | 'moment'
  sample: string
}

/** An address. A path of this site becomes absolute, so the data and the sample may be one: `/accounts/`. */
export interface LinkVariable extends Described {
  type: 'link'
  sample: string
  /**
   * True when whoever has the link may do something with an account. Every version of the mail has to show it, and
   * none may put it anywhere but where its reader follows it.
   */
  secret?: true
}

/** Several of a kind, each with fields, for `{% for %}`. Its sample is made of those of the fields. */
export interface ListVariable extends Described {
  type: 'list'
  of: Readonly<Record<string, PlainVariable>>
}

/** What the fields of a list may be. */
export type PlainVariable = TextVariable | NumberVariable | BooleanVariable | DateVariable | LinkVariable

/** What a template may show. */
export type MailVariable = PlainVariable | ListVariable

/** By name, as templates write it. */
export type MailVariables = Readonly<Record<string, MailVariable>>

interface Values {
  text: string
  number: number
  boolean: boolean
  date: DateTime
  moment: DateTime
  link: string
}

type ValueOf<V extends MailVariable> = V extends ListVariable
  ? readonly MailData<V['of']>[]
  : V extends PlainVariable
    ? Values[V['type']]
    : never

type Optional<V extends MailVariables> = { [K in keyof V]: V[K] extends { optional: true } ? K : never }[keyof V]

/** Data of which only rendering tells whether they fit the variables. */
export type UncheckedMailData = Readonly<Record<string, unknown>>

/**
 * The data that a template with these variables is sent with; what is optional may be left out or null.
 *
 * @example
 * type Data = MailData<typeof confirmEmail.variables> // { username: string; link: string }
 */
export type MailData<V extends MailVariables = MailVariables> = {
  readonly [K in Exclude<keyof V, Optional<V>>]: ValueOf<V[K]>
} & { readonly [K in Optional<V>]?: ValueOf<V[K]> | null }
