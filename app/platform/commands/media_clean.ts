import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { KeepTimes } from '../jobs/keep_times.js'
import { fileSize } from '../http/main.js'
import { MediaCleaning } from '../media/media_cleaning.js'

/** Deletes uploads that nobody uses. */
export default class MediaClean extends BaseCommand {
  static override commandName = 'media:clean'
  static override description =
    'Delete uploads that no row and no text uses for a while (UPLOADS_KEPT_FOR), and what was left unfinished'
  static override options: CommandOptions = { startApp: true }

  @flags.boolean({ description: 'Only say what would be deleted' })
  declare dryRun: boolean

  override async run(): Promise<void> {
    const keep = await this.app.container.make(KeepTimes)
    const cleaning = await this.app.container.make(MediaCleaning)
    const report = await cleaning.clean(this.dryRun ? 'rehearse' : 'delete', keep.ms('uploads'))
    for (const name of [...report.images, ...report.documents, ...report.strayFolders]) this.logger.log(`  ${name}`)
    const { images, documents, expired, strayFolders } = report
    const counts = `${images.length} images, ${documents.length} documents, ${expired} unfinished uploads, ${strayFolders.length} stray folders`
    this.logger.success(`${this.dryRun ? 'would be deleted' : 'deleted'}: ${counts} (${fileSize(report.bytes)})`)
  }
}
