import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { Job, type JobOptions, type JobRun } from '@pydotorg/platform/jobs'
import { CatalogueImporter } from '#services/import/catalogue_importer'
import { openSource } from '#services/import/open_source'

const payload = vine.create({ source: vine.string().url({ protocols: ['https', 'http'], require_tld: false }) })

/**
 * Imports releases and files from python.org or another such site, as `downloads:import` does. One that is cut off goes
 * on where it stopped.
 */
export default class ImportCatalogue extends Job<typeof payload> {
  static override jobName = 'downloads.import_catalogue'
  static override payload = payload
  static override options: JobOptions = { attempts: 3, backoff: '1 minute', timeout: '1 hour' }

  override async handle({ source }: Infer<typeof payload>, { logger, progress, signal }: JobRun): Promise<void> {
    const told = (kind: string, total: number, done: number): void => {
      progress({ kind, total, done }).catch((error: unknown) => logger.warn({ err: error }, 'progress is not told'))
    }
    const opened = await openSource(source, { signal, onRetry: (reason) => logger.warn(reason) })
    const importer = new CatalogueImporter(opened, {
      mode: 'update',
      signal,
      progress: { begin: told, advance: told },
    })
    const { problems, counts } = await importer.run()
    logger.info({ counts, problems: problems.length }, 'the catalogue is imported')
  }
}
