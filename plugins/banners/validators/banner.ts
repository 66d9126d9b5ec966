import vine, { SimpleMessagesProvider } from '@vinejs/vine'
import { DateTime } from 'luxon'
import { BANNER_TARGETS, BANNER_TYPES } from '#services/banner_kinds'

/** More first parts of paths than a banner needs. */
export const MOST_PATHS = 20

/** What the first part of a path looks like. */
export const PATH = /^\/[a-z0-9\-._~/]*$/i

const isDay = vine.createRule((value, _options, field) => {
  const day = DateTime.fromFormat(String(value), 'yyyy-MM-dd', { zone: 'utc' })
  if (!day.isValid) field.report('Write the day as 2026-04-23.', 'day', field)
})

const day = () => vine.string().use(isDay()).nullable()
const path = () => vine.string().trim().maxLength(300).regex(PATH)

const fields = {
  name: vine.string().trim().minLength(1).maxLength(255),
  title: vine.string().trim().minLength(1).maxLength(500),
  message: vine.string().trim().minLength(1).maxLength(2048),
  link: vine.string().trim().maxLength(1024).nullable().optional(),
  linkText: vine.string().trim().maxLength(255).nullable().optional(),
  bannerType: vine.enum(BANNER_TYPES).optional(),
  target: vine.enum(BANNER_TARGETS).optional(),
  paths: vine.array(path()).maxLength(MOST_PATHS).optional(),
  isDismissible: vine.boolean().optional(),
  isSitewide: vine.boolean().optional(),
  startDate: day().optional(),
  endDate: day().optional(),
}

/** A banner that staff write; whether its link leads somewhere is asked by the service. It is not active until they say so. */
export const newBannerValidator = vine.create(fields)

/** What is different from now on; what is left out stays. */
export const bannerChangeValidator = vine.create({
  ...fields,
  name: vine.string().trim().minLength(1).maxLength(255).optional(),
  title: vine.string().trim().minLength(1).maxLength(500).optional(),
  message: vine.string().trim().minLength(1).maxLength(2048).optional(),
})

/** Beside the fields, and at a terminal. */
export const bannerMessages = new SimpleMessagesProvider({
  'name.required': 'Write a name by which staff find the banner.',
  'title.required': 'Write a title.',
  'message.required': 'Write what visitors shall know.',
  'bannerType.enum': 'A type is info, success, warning or error.',
  'target.enum': 'A target is frontend or api.',
  'paths.*.regex': 'Write paths that begin with a slash, such as /psf.',
  'paths.*.maxLength': 'Write paths of at most {{ max }} characters.',
  'maxLength': 'The {{ field }} has at most {{ max }} characters.',
})
