import vine, { SimpleMessagesProvider } from '@vinejs/vine'

/** One tag, or everything. A star alone would be everything to other processes, and nothing here. */
export const purgeValidator = vine.create({
  tag: vine
    .string()
    .trim()
    .maxLength(200)
    .regex(/^\w[^\s"\\]*$/)
    .optional()
    .requiredIfMissing('everything'),
  everything: vine.accepted().optional(),
})

export const purgeMessages = new SimpleMessagesProvider({
  'tag.required': 'Name a tag, such as jobs or table:pages_pages.',
  'tag.maxLength': 'A tag has at most 200 characters.',
  'tag.regex': 'A tag begins with a letter and has no spaces, such as jobs or table:pages_pages.',
})
