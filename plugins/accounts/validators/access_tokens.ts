import vine from '@vinejs/vine'
import { FieldMessages } from './field_messages.js'
import { DateTime } from 'luxon'

/** How long a token lasts: so many days, until a day of one's own choice, or for ever. There is no default. */
export const LIFETIMES = ['7', '30', '90', '365', 'date', 'never'] as const

export const newAccessToken = vine.create({
  name: vine.string().trim().minLength(1).maxLength(100),
  scopes: vine.array(vine.string().maxLength(150)).minLength(1).maxLength(200).distinct(),
  lifetime: vine.enum(LIFETIMES),
  until: vine
    .date({ formats: ['YYYY-MM-DD'] })
    .after('today')
    .optional()
    .requiredWhen('lifetime', '=', 'date'),
})

export const newAccessTokenMessages = new FieldMessages({
  name: 'Give the token a name of at most 100 characters, e.g. of the program that will use it.',
  scopes: 'Choose what the token may do.',
  lifetime: 'Choose how long the token lasts.',
  until: 'Choose a day after today.',
})

/**
 * @param wish - what was chosen
 * @returns when the token ends; null for never. A day counts to its end
 */
export function endOf({ lifetime, until }: { lifetime: (typeof LIFETIMES)[number]; until?: Date }): DateTime | null {
  if (lifetime === 'never') return null
  if (lifetime !== 'date') return DateTime.utc().plus({ days: Number(lifetime) })
  const day = DateTime.fromJSDate(until!)
  return DateTime.utc(day.year, day.month, day.day).endOf('day')
}

/** Which version of python.org's API a key is for; from the address. */
export const apiVersion = vine.create({ version: vine.enum(['v1', 'v2']) })
