import type { DumpRow } from './read_dump.js'
import type { ImportReport } from './import_report.js'

/** Takes rows of Django models in. Most are made by `djangoModel()`. */
export interface DjangoImporter {
  /** The models it takes, `<app>.<model>`. */
  models: readonly string[]
  /** Models that must be in before, because rows refer to theirs; those that nobody takes are no matter. */
  after?: readonly string[]
  /**
   * Writes rows under their ids, again and again without harm.
   *
   * @param rows - of its models, in the order of the files
   * @param report - is told of every row what became of it
   * @param media - a copy of Django's MEDIA_ROOT with the files that rows name; null without one
   */
  take: (rows: readonly DumpRow[], report: ImportReport, media?: string | null) => Promise<void>
}
