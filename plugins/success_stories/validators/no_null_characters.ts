import vine from '@vinejs/vine'

/** PostgreSQL keeps every character in a text but this one. The sentence is Django's, as python.org has it. */
export const noNullCharacters = vine.createRule((value, _options, field) => {
  if (typeof value !== 'string' || !value.includes('\0')) return
  field.report('Null characters are not allowed.', 'nullCharacters', field)
})
