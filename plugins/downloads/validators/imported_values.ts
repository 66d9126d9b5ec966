import vine from '@vinejs/vine'
import { DateTime } from 'luxon'
import { RELEASE_VERSIONS } from '#models/release'

/*
| Building blocks for rows that come from outside, shared by all sources. JSON has types: `"3"` is no number and `0` no
| boolean here. Lengths are those of the columns.
*/

/** Largest integer of PostgreSQL. */
const LARGEST_INTEGER = 2_147_483_647

const isMoment = vine.createRule((value, _options, field) => {
  if (typeof value !== 'string' || DateTime.fromISO(value).isValid) return
  field.report('The {{ field }} field must be a moment such as 2025-10-07T00:00:00Z', 'moment', field)
})

const isDay = vine.createRule((value, _options, field) => {
  const isReal = typeof value === 'string' && DateTime.fromFormat(value, 'yyyy-MM-dd').isValid
  if (!isReal) field.report('The {{ field }} field must be a day such as 2025-10-07', 'day', field)
})

const isOnPythonOrg = vine.createRule((value, _options, field) => {
  if (typeof value !== 'string' || value === '' || /^https?:\/\/www\.python\.org\/./.test(value)) return
  field.report('The {{ field }} field must begin with https://www.python.org/', 'onPythonOrg', field)
})

export const importedId = () => vine.number({ strict: true }).withoutDecimals().positive().max(LARGEST_INTEGER)
export const importedName = () => vine.string().minLength(1).maxLength(200)
export const importedSlug = () =>
  vine
    .string()
    .regex(/^[-a-zA-Z0-9_]+$/)
    .maxLength(200)
export const importedFlag = () => vine.boolean({ strict: true })
export const importedMoment = () => vine.string().use(isMoment())
export const importedDay = () => vine.string().use(isDay())
export const importedUrl = () => vine.string().maxLength(500)
export const importedSum = () => vine.string().maxLength(200)
export const importedSize = () => vine.number({ strict: true }).withoutDecimals().min(0).max(Number.MAX_SAFE_INTEGER)
export const importedVersion = () => vine.number({ strict: true }).in([...RELEASE_VERSIONS])
/** Address of a file or of what belongs to it: python.org's own only, as its tables demand. */
export const importedFileUrl = () => vine.string().maxLength(500).use(isOnPythonOrg())
