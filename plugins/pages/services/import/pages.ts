import app from '@adonisjs/core/services/app'
import {
  BadRow,
  djangoModel,
  manageableColumns,
  manageableFields,
  manageableReferences,
} from '@pydotorg/platform/django_import'
import { RouteDirectory } from '@pydotorg/platform/http'
import {
  MarkupDeadlineError,
  renderTrustedMarkup,
  TRUSTED_MARKUP_TYPES,
  type TrustedMarkupType,
} from '@pydotorg/platform/markup'
import vine from '@vinejs/vine'
import { normalPath, pathFault } from '#services/page_path'
import { CONTENT_TYPES } from '#services/page_templates'
import { reviseImported } from '#services/import/revise_imported'

/** Pages of python.org. Their HTML is rendered and sanitised anew; what differs from the last revision makes one. */
export default djangoModel({
  model: 'pages.page',
  after: ['users.user'],
  table: 'pages_pages',
  key: 'path',
  fields: vine.create({
    ...manageableFields(),
    title: vine.string().maxLength(500),
    keywords: vine.string().maxLength(1000).optional(),
    description: vine.string().optional(),
    path: vine.string(),
    content: vine.string().optional(),
    content_markup_type: vine.enum(TRUSTED_MARKUP_TYPES),
    is_published: vine.boolean(),
    content_type: vine.string().maxLength(150).optional(),
    template_name: vine.string().maxLength(100).optional(),
  }),
  references: manageableReferences,
  async columns(row) {
    const { fields } = row
    const { content = '', content_markup_type: type } = fields
    return {
      ...manageableColumns(row),
      title: fields.title,
      keywords: fields.keywords ?? '',
      description: fields.description ?? '',
      path: await freePath(fields.path),
      content,
      content_markup_type: type,
      content_rendered: await rendered(content, type),
      is_published: fields.is_published,
      content_type: safeType(fields.content_type ?? ''),
      template_name: fields.template_name ?? '',
    }
  },
  afterwards: reviseImported,
})

/** A route with a parameter may find nothing there, and then the page is shown, as on python.org. */
async function freePath(typed: string): Promise<string> {
  const path = normalPath(typed)
  const fault = pathFault(path)
  if (fault) throw new BadRow(`path: ${fault}`)
  const directory = await app.container.make(RouteDirectory)
  const route = directory.routeAt(`/${path}`)
  if (route && !route.hasParameters) throw new BadRow(`path: ${route.name} answers ${route.pattern}`)
  return path
}

function safeType(given: string): string {
  const type = given.split(';')[0]!.trim().toLowerCase() || 'text/html'
  if (CONTENT_TYPES.some((safe) => safe === type)) return type
  throw new BadRow(`content_type: something could run in ${type}, so nothing is sent as that`)
}

async function rendered(content: string, type: TrustedMarkupType): Promise<string> {
  try {
    return (await renderTrustedMarkup(content, type)).html
  } catch (error) {
    if (error instanceof MarkupDeadlineError) throw new BadRow(error.message)
    throw error
  }
}
