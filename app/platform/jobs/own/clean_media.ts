import { inject } from '@adonisjs/core'
import vine from '@vinejs/vine'
import { MediaCleaning } from '../../media/media_cleaning.js'
import { Job } from '../job.js'
import { KeepTimes } from '../keep_times.js'
import type { JobRun } from '../job_run.js'

const payload = vine.create({})

/** Deletes uploads that nobody uses, as `media:clean` does. The schedule runs it at night. */
@inject()
export default class CleanMedia extends Job<typeof payload> {
  static override jobName = 'platform.clean_media'
  static override payload = payload
  static override options = { timeout: '30 minutes' }

  constructor(
    protected cleaning: MediaCleaning,
    protected keep: KeepTimes
  ) {
    super()
  }

  override async handle(_payload: object, { logger }: JobRun): Promise<void> {
    const { images, documents, expired, strayFolders } = await this.cleaning.clean('delete', this.keep.ms('uploads'))
    const counts = { images: images.length, documents: documents.length, expired, strayFolders: strayFolders.length }
    logger.info(counts, 'unused uploads are cleared')
  }
}
