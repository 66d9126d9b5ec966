import vine from '@vinejs/vine'
import { DateTime } from 'luxon'
import { Job } from '@pydotorg/platform/jobs'
import CatalogueImport from '#models/catalogue_import'

const payload = vine.create({})

/** Reports of imports are looked at for so long. */
const KEPT = { days: 90 }

/** Forgets imports that ended long ago, with their problems. The schedule runs it once a week. */
export default class ClearImports extends Job<typeof payload> {
  static override jobName = 'downloads.clear_imports'
  static override payload = payload

  override async handle(): Promise<void> {
    const before = DateTime.utc().minus(KEPT).toSQL()
    await CatalogueImport.query().whereNot('state', 'running').where('updatedAt', '<', before).delete()
  }
}
