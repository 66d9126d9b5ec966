import vine from '@vinejs/vine'
import { DateTime } from 'luxon'
import { membershipType } from '#services/membership_types'

/*
| A row of `users.membership` as Django's dumpdata writes it. Lengths are those of the columns; PostgreSQL takes no NUL
| in a text.
*/

/** Largest integer of PostgreSQL. */
const LARGEST_INTEGER = 2_147_483_647

const isType = vine.createRule((value, _options, field) => {
  if (membershipType(value) !== null) return
  field.report('The {{ field }} field names no level: {{ given }}', 'type', field, { given: String(value) })
})

/** An id, or with `--natural-foreign` a list that begins with a name. */
const isReference = vine.createRule((value, _options, field) => {
  const [name] = Array.isArray(value) ? (value as unknown[]) : []
  if (Number.isSafeInteger(value) || typeof name === 'string') return
  field.report('The {{ field }} field must be an id or a list with a name', 'reference', field)
})

const isMoment = vine.createRule((value, _options, field) => {
  if (typeof value === 'string' && DateTime.fromISO(value).isValid) return
  field.report('The {{ field }} field must be a moment such as 2025-10-07T00:00:00Z', 'moment', field)
})

const id = () => vine.number({ strict: true }).withoutDecimals().positive().max(LARGEST_INTEGER)
const flag = () => vine.boolean({ strict: true })
const moment = () => vine.string().use(isMoment())
/** A text that may be empty, but not be missing. */
const text = (longest: number) =>
  vine
    .string()
    .regex(/^[^\0]*$/)
    .maxLength(longest)

export const importedMembership = vine.create({
  pk: id(),
  fields: vine.object({
    creator: vine.any().use(isReference()).nullable(),
    membership_type: vine.any().use(isType()),
    legal_name: text(100),
    preferred_name: text(100),
    email_address: text(254),
    city: text(100),
    region: text(100),
    country: text(100),
    postal_code: text(20),
    psf_code_of_conduct: flag().nullable(),
    psf_announcements: flag().nullable(),
    votes: flag(),
    last_vote_affirmation: moment().nullable(),
    created: moment(),
    updated: moment(),
  }),
})
