import vine, { SimpleMessagesProvider } from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { noNullCharacters } from '#validators/no_null_characters'

const text = () => vine.string().use(noNullCharacters()).trim()

/** A story that somebody submits. Whether it is published or featured is no part of it, whatever a client sends. */
export const submissionValidator = vine.create({
  name: text().maxLength(200),
  company_name: text().maxLength(500),
  company_url: text()
    .maxLength(500)
    .url({ protocols: ['http', 'https'], require_protocol: true, disallow_auth: true }),
  category: vine.number().positive().withoutDecimals().max(2_147_483_647),
  author: text().maxLength(500),
  author_email: text().email().maxLength(100).nullable().optional(),
  pull_quote: text().maxLength(1_000),
  content: text().maxLength(50_000),
  remove_image: vine.boolean().optional(),
})

export type Submission = Infer<typeof submissionValidator>

/** Beside the fields and, together, on top of the form. */
export const submissionMessages = new SimpleMessagesProvider({
  'maxLength': 'Write at most {{ max }} characters.',
  'name.required': 'Write what the story is called.',
  'company_name.required': 'Write who the story is about.',
  'company_url.required': 'Write the address of their site.',
  'company_url.url': 'Write a whole address that begins with https:// or http://.',
  'category.required': 'Choose a category.',
  'category.number': 'Choose a category.',
  'category.positive': 'Choose a category.',
  'category.withoutDecimals': 'Choose a category.',
  'category.max': 'Choose a category.',
  'author.required': 'Write who wrote the story.',
  'author_email.email': 'Write a whole e-mail address, such as name@example.org.',
  'pull_quote.required': 'Write the one sentence that people should remember.',
  'content.required': 'Write the story.',
})
