import vine from '@vinejs/vine'

/** A search, and the name under which it is kept. */
export const savedFilterValidator = vine.create({
  name: vine
    .string()
    .parse((value) => (typeof value === 'string' ? value.replaceAll('\0', '') : value))
    .trim()
    .minLength(1)
    .maxLength(60),
  search: vine.string().trim().maxLength(2000),
})
