import type { DjangoImportOutcome } from '../django_import/django_import.js'
import { OperatorCommand } from './operator_command.js'

const SOME_ROWS_BAD = 2

/** What commands share that read files by Django's `dumpdata`: the report, and exit code 2 for rows that are not in. */
export abstract class DjangoImportCommand extends OperatorCommand {
  /** Prints what came of an import. */
  protected summarise({ report, unreadable }: DjangoImportOutcome): void {
    for (const position of unreadable) this.logger.warning(`${position}: not taken in: it is no object of a model`)
    const table = this.ui.table().head(['Model', 'New', 'Changed', 'Unchanged', 'Altered', 'Not in'])
    for (const [model, { added, changed, unchanged, altered, skipped }] of report.counts) {
      table.row([model, ...[added, changed, unchanged, altered, skipped].map(String)])
    }
    table.render()
    for (const notice of report.notices) this.logger.info(notice)
    if (!report.isClean || unreadable.length > 0) this.exitCode = SOME_ROWS_BAD
  }
}
