import app from '@adonisjs/core/services/app'
import type { WireChange, WireRows, WireValues } from '@pydotorg/platform/wire_api'
import Page from '#models/page'
import { normalPath } from '#services/page_path'
import { PagePaths } from '#services/page_paths'
import { layoutOf } from '#services/page_templates'
import { lockPage, PageWriter } from '#services/page_writer'

/** Fields that the API writes, by the names of the model. */
function fieldsOf(values: WireValues) {
  return {
    title: String(values.title),
    path: String(values.path),
    keywords: String(values.keywords),
    description: String(values.description),
    content: String(values.content),
    isPublished: values.is_published === true,
    templateName: String(values.template_name),
  }
}

function valuesOf({ title, path, keywords, description, content, isPublished, templateName }: Page): WireValues {
  return { title, path, keywords, description, content, is_published: isPublished, template_name: templateName }
}

function writingOf({ account, trx }: WireChange) {
  return { by: { actor: { id: account.id, name: account.username } }, trx }
}

/** Writes pages as editors do: by the rules of paths, and with a revision. */
const pageRows: WireRows = {
  async faults({ values }, { trx }) {
    const paths = await app.container.make(PagePaths)
    const path = await paths.fault({ path: normalPath(String(values.path)) }, trx)
    const isTemplate = layoutOf(String(values.template_name)) !== null
    return {
      ...(path !== null && { path: [path] }),
      ...(!isTemplate && { template_name: ['There is no template of this name.'] }),
    }
  },

  async stored(id, { trx }) {
    const page = await Page.query({ client: trx }).where('id', id).forUpdate().first()
    return page && valuesOf(page)
  },

  async create(values, change) {
    const writer = await app.container.make(PageWriter)
    return (await writer.create(fieldsOf(values), writingOf(change))).id
  },

  async update(id, values, change) {
    const writer = await app.container.make(PageWriter)
    const page = await lockPage(id, change.trx)
    const fields = fieldsOf({ ...valuesOf(page), ...values })
    await writer.update(page, { fields }, writingOf(change))
  },

  async remove(ids, change) {
    const writer = await app.container.make(PageWriter)
    const pages = await Page.query({ client: change.trx })
      .whereIn('id', [...ids])
      .orderBy('id')
      .forUpdate()
    // The API removes one page at a time.
    for (const page of pages) await writer.remove(page, writingOf(change))
    return new Map(pages.map((page) => [page.id, valuesOf(page)]))
  },
}

export default pageRows
