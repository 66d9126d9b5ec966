import vine, { SimpleMessagesProvider } from '@vinejs/vine'
import { TRUSTED_MARKUP_TYPES } from '@pydotorg/platform/markup'
import { normalPath, pathFault } from '#services/page_path'
import { CONTENT_TYPES, layoutOf } from '#services/page_templates'

/** A book of a thousand pages is shorter. */
export const LONGEST_CONTENT = 2_000_000

const isPath = vine.createRule((value, _options, field) => {
  const fault = pathFault(normalPath(String(value)))
  if (fault) field.report(fault, 'path', field)
})

const isTemplate = vine.createRule((value, _options, field) => {
  if (layoutOf(String(value)) === null) field.report('There is no template of this name.', 'template', field)
})

/** Of a path; whether it is free is for PageEditor to say. */
export const pathRule = vine.string().trim().use(isPath())

const fields = {
  title: vine.string().trim().minLength(1).maxLength(500),
  path: pathRule,
  keywords: vine.string().trim().maxLength(1000).optional(),
  description: vine.string().trim().maxLength(5000).optional(),
  content: vine.string().maxLength(LONGEST_CONTENT).optional(),
  contentMarkupType: vine.enum(TRUSTED_MARKUP_TYPES).optional(),
  contentType: vine.enum(CONTENT_TYPES).optional(),
  templateName: vine.string().trim().maxLength(100).use(isTemplate()).optional(),
}

/** A new page. Whether its path is free is for PageEditor to say. */
export const newPageValidator = vine.create(fields)

/** A change of a page: what is left out stays as it is. */
export const pageChangeValidator = vine.create({
  ...fields,
  title: fields.title.clone().optional(),
  path: fields.path.clone().optional(),
})

/** Beside the fields. */
export const pageMessages = new SimpleMessagesProvider({
  'title.required': 'Write what the page is called.',
  'title.minLength': 'Write what the page is called.',
  'path.required': 'Write a path, such as about/apps.',
  'maxLength': 'Write at most {{ max }} characters.',
  'contentMarkupType.enum': 'Choose one of {{ choices }}.',
  'contentType.enum': 'Choose one of {{ choices }}: in other types something could run.',
})
