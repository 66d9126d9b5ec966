import vine, { SimpleMessagesProvider } from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'

/** PostgreSQL keeps every character in a text but NUL. */
const noNul = vine.createRule((value, _options, field) => {
  if (typeof value !== 'string' || !value.includes('\0')) return
  field.report('A character in it cannot be kept (NUL, of code 0). Take it out.', 'nul', field)
})

const hexadecimal = vine.createRule((value, digits: number, field) => {
  const sum = String(value).toLowerCase()
  if (/^[0-9a-f]+$/.test(sum) && sum.length === digits) return field.mutate(sum, field)
  field.report(`This checksum has ${digits} digits, each from 0 to 9 or from a to f.`, 'checksum', field)
})

const text = () => vine.string().use(noNul()).trim()

/**
 * @param digits - 64 for SHA-256, 32 for MD5
 * @returns the rule of a checksum; it is kept in small letters
 */
export function checksumRule(digits: number) {
  return text().use(hexadecimal(digits))
}

/** Of a file; capitals stay. */
export function fileSlugRule() {
  return text()
    .maxLength(200)
    .regex(/^[\w-]+$/)
}

/** A file of a release as staff write it among others. */
const row = vine.object({
  name: text().maxLength(200),
  operatingSystemId: vine.number().positive().withoutDecimals().max(2_147_483_647),
  slug: fileSlugRule().nullable(),
  description: text().maxLength(10_000).nullable(),
  url: text()
    .maxLength(200)
    .url({ protocols: ['http', 'https'], require_protocol: true, disallow_auth: true }),
  filesize: vine.number().withoutDecimals().min(0).max(Number.MAX_SAFE_INTEGER).nullable(),
  sha256Sum: checksumRule(64).nullable(),
  md5Sum: checksumRule(32).nullable(),
})

/** Many files of one release. */
export const releaseFileRowsValidator = vine.create({ rows: vine.array(row) })

/** What its errors say. */
export const fileRowMessages = new SimpleMessagesProvider({
  'required': 'This cannot be empty.',
  'url': 'Write a whole address, beginning with https://.',
  'maxLength': 'This is too long: {{ max }} characters at most.',
  'regex': 'Use letters, digits, hyphens and underscores only.',
  'rows.*.name.required': 'Give it a name.',
  'rows.*.url.required': 'Write its address.',
  'rows.*.operatingSystemId.required': 'Choose the system that it is for.',
  'rows.*.filesize.number': 'Write the number of bytes in digits, or leave it empty.',
  'rows.*.filesize.min': 'Write the number of bytes in digits, or leave it empty.',
})

/** The values of one row, checked. */
export type CheckedFileRow = Infer<typeof releaseFileRowsValidator>['rows'][number]
