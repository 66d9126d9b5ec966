import { args, BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import type { CatalogueImporter, ImportReport } from '#services/import/catalogue_importer'

const NOTHING_READ = 1
const SOME_ROWS_BAD = 2

/** Reads releases and files of python.org, or of a file, into the catalogue. */
export default class DownloadsImport extends BaseCommand {
  static override commandName = 'downloads:import'
  static override description = 'Import releases and files from python.org, another such site, or a file'
  static override help = [
    'From python.org:               {{ binaryName }}downloads:import https://www.python.org',
    'From a file with its answers:  {{ binaryName }}downloads:import releases.json',
    'From the PEPs’ schedules:      {{ binaryName }}downloads:import python-releases.toml',
    '',
    'An import that was interrupted goes on where it stopped when the same command is given again within a day.',
    'Exit code: 0 everything is in, 1 nothing could be read, 2 some rows are bad and the others are in.',
  ]
  static override options: CommandOptions = { startApp: true }

  @args.string({ description: 'Address of the site, or path of a JSON or TOML file' })
  declare source: string

  @flags.boolean({ description: 'Begin anew instead of going on where an interrupted import stopped' })
  declare restart: boolean

  @flags.number({ description: 'Rows in one transaction, 1 to 5000', default: 200 })
  declare batch: number

  @flags.number({ description: 'Seconds to wait for an answer, 1 to 600', default: 60 })
  declare timeout: number

  @flags.boolean({ description: 'Leave it to a worker; for addresses only' })
  declare background: boolean

  readonly #stopped = new AbortController()
  #importing: Promise<unknown> = Promise.resolve()

  override async run(): Promise<void> {
    if (!this.#hasGoodFlags()) return
    if (this.background) return this.#leaveToWorker()
    // Ctrl-C and SIGTERM: the batch at hand is finished before the database closes.
    this.app.terminating(async () => {
      this.#stopped.abort()
      await this.#importing.catch(() => {})
    })
    this.#importing = this.#import()
    await this.#importing
  }

  #hasGoodFlags(): boolean {
    const good = this.batch >= 1 && this.batch <= 5000 && this.timeout >= 1 && this.timeout <= 600
    if (good) return true
    this.logger.error('--batch must be from 1 to 5000 and --timeout from 1 to 600.')
    this.exitCode = NOTHING_READ
    return false
  }

  async #leaveToWorker(): Promise<void> {
    const { default: ImportCatalogue } = await import('#jobs/import_catalogue')
    if (!URL.canParse(this.source)) {
      this.logger.error('A worker imports from an address, such as https://www.python.org.')
      this.exitCode = NOTHING_READ
      return
    }
    // One import at a time: another of the same source would find it busy.
    const id = await ImportCatalogue.dispatch({ source: this.source }, { unique: this.source })
    this.logger.success(`the import is queued as job ${id}; queue:status and the log tell of it`)
  }

  async #import(): Promise<void> {
    const { SourceError } = await import('#services/import/catalogue_source')
    const { ImportBusyError } = await import('#services/import/import_lock')
    try {
      const importer = await this.#importer()
      await this.#tell(await importer.run())
    } catch (error) {
      this.logger.logUpdatePersist()
      const isForeseen = error instanceof SourceError || error instanceof ImportBusyError
      this.logger.error(
        isForeseen ? error.message : 'The import stopped. Give the same command again to go on from here.'
      )
      if (!isForeseen) throw error
      this.exitCode = NOTHING_READ
    }
  }

  async #importer(): Promise<CatalogueImporter> {
    const { CatalogueImporter: Importer } = await import('#services/import/catalogue_importer')
    const { openSource } = await import('#services/import/open_source')
    const { progressBar, progressLines } = await import('#services/import/progress_lines')
    const source = await openSource(this.source, {
      timeout: this.timeout * 1000,
      signal: this.#stopped.signal,
      onRetry: (reason, pause) => this.logger.warning(`${reason} Asking again in ${(pause / 1000).toFixed(1)} s.`),
    })
    return new Importer(source, {
      mode: 'update',
      batchSize: Math.floor(this.batch),
      restart: this.restart,
      signal: this.#stopped.signal,
      progress: process.stdout.isTTY ? progressBar(this.logger) : progressLines(this.logger),
    })
  }

  async #tell(report: ImportReport): Promise<void> {
    const { badRows, problemLine, summaryTable } = await import('#services/import/import_summary')
    for (const problem of report.problems) this.logger.warning(problemLine(problem))
    const { head, rows } = summaryTable(report)
    const table = this.ui.table().head(head)
    for (const row of rows) table.row(row)
    table.render()
    if (report.resumed) this.logger.info('This import went on where an earlier run had stopped; the table is of both.')
    const bad = badRows(report)
    if (!bad.length) return
    this.logger.warning(`${bad.length} ${bad.length === 1 ? 'row is' : 'rows are'} bad; everything else is in.`)
    this.exitCode = SOME_ROWS_BAD
  }
}
