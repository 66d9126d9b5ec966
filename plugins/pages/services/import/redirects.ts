import app from '@adonisjs/core/services/app'
import vine, { errors } from '@vinejs/vine'
import { consoleOrigin } from '@pydotorg/platform/audit'
import { BadRow, validFields, type DjangoImporter, type DumpRow } from '@pydotorg/platform/django_import'
import Redirect from '#models/redirect'
import { RedirectEditor } from '#services/redirect_editor'
import { hasStar, normalOldPath } from '#services/redirect_path'

const fields = vine.create({
  old_path: vine.string().maxLength(500),
  new_path: vine.string().maxLength(1000).optional(),
})

const NOTE = 'From python.org'

/**
 * Redirects of python.org, by the same rules as those made here. They are known by their old paths: nothing refers to
 * their ids. One after the other, since each may end the chain of another.
 */
const redirects: DjangoImporter = {
  models: ['redirects.redirect'],
  after: ['pages.page'],
  async take(rows, report) {
    const editor = await app.container.make(RedirectEditor)
    for (const row of rows) {
      try {
        report.note(row, await take(row, editor))
      } catch (error) {
        if (!(error instanceof BadRow)) throw error
        report.complain(row, 'skipped', error.message)
      }
    }
  },
}

export default redirects

async function take(row: DumpRow, editor: RedirectEditor): Promise<'added' | 'changed' | 'unchanged'> {
  const { old_path: oldPath, new_path: newPath = '' } = await validFields(fields, row.fields)
  if (hasStar(oldPath) || hasStar(newPath)) throw new BadRow('a star means something else here')
  const known = await Redirect.findBy('old_path', normalOldPath(oldPath) ?? '')
  try {
    const redirect = await editor.set(
      { oldPath, newPath, isPermanent: true, note: known?.note ?? NOTE },
      consoleOrigin()
    )
    if (!known) return 'added'
    return redirect.newPath === known.newPath && known.isPermanent ? 'unchanged' : 'changed'
  } catch (error) {
    if (!(error instanceof errors.E_VALIDATION_ERROR)) throw error
    const [{ message }] = error.messages as [{ message: string }]
    throw new BadRow(message)
  }
}
