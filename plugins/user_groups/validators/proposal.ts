import vine, { SimpleMessagesProvider } from '@vinejs/vine'
import { DateTime } from 'luxon'
import { GROUP_KINDS } from '#services/group_kinds'

/** Python's first lines were written in the last days of 1989. */
export const FIRST_DAY = DateTime.utc(1989, 12, 1)

const isPastDay = vine.createRule((value, _options, field) => {
  const day = DateTime.fromFormat(String(value), 'yyyy-MM-dd', { zone: 'utc' })
  if (!day.isValid) return field.report('Write the day as 2015-04-23.', 'day', field)
  if (day < FIRST_DAY) return field.report('Python is not that old.', 'day.early', field)
  if (day > DateTime.utc()) field.report('Choose a day that has come.', 'day.late', field)
})

/** A group that somebody proposes. Whether it is approved or trusted is no part of it, whatever a client sends. */
export const proposalValidator = vine.create({
  name: vine.string().trim().minLength(3).maxLength(255),
  location: vine.string().trim().maxLength(255).nullable().optional(),
  url: vine
    .string()
    .trim()
    .maxLength(500)
    .url({ protocols: ['http', 'https'], require_protocol: true, disallow_auth: true }),
  url_type: vine.enum(GROUP_KINDS),
  start_date: vine.string().use(isPastDay()).nullable().optional(),
})

/** Beside the fields and, together, on top of the form. */
export const proposalMessages = new SimpleMessagesProvider({
  'name.required': 'Write what the group is called.',
  'name.minLength': 'Write the whole name, at least {{ min }} characters.',
  'maxLength': 'Write at most {{ max }} characters.',
  'url.required': 'Write the address of the group’s page or list.',
  'url.url': 'Write a whole address that begins with https:// or http://.',
  'url_type.required': 'Choose what stands behind the address.',
  'url_type.enum': 'Choose what stands behind the address.',
})
