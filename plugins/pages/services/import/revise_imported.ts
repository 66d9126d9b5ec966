import db from '@adonisjs/lucid/services/db'
import { consoleOrigin } from '@pydotorg/platform/audit'

const COMMENT = 'From python.org'

/** As snapshotOf() makes it of a page, in one query for all of them. */
const FIELDS = `jsonb_build_object(
  'title', title, 'path', path, 'keywords', keywords, 'description', description, 'content', content,
  'contentMarkupType', content_markup_type, 'contentType', content_type, 'templateName', template_name,
  'isPublished', is_published,
  'publishAt', to_char(publish_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  'unpublishAt', to_char(unpublish_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`

const REVISE = `
  with newest as (
    select distinct on (page_id) page_id, number, fields from pages_revisions order by page_id, number desc
  ), added as (
    insert into pages_revisions (page_id, number, fields, comment, author_name)
    select page.id, coalesce(newest.number, 0) + 1, ${FIELDS}, :comment, :author
    from pages_pages as page left join newest on newest.page_id = page.id
    where newest.fields is distinct from ${FIELDS}
    returning page_id, number
  )
  update pages_pages set version = added.number from added where added.page_id = pages_pages.id`

/** Adds a revision to each page that is not as its newest one has it: an import writes past the editor. */
export async function reviseImported(): Promise<void> {
  await db.rawQuery(REVISE, { comment: COMMENT, author: consoleOrigin().actor.name })
}
