import { basename } from 'node:path'
import type { AuditLog, AuditAction } from '../audit/main.js'
import type { Author } from '../identity/author.js'
import type { DjangoImporter } from './django_importer.js'
import { ImportReport } from './import_report.js'
import { orderImporters } from './order_importers.js'
import { readDumps } from './read_dump.js'

/** What an import works with. */
export interface DjangoImportParts {
  importers: readonly DjangoImporter[]
  audit: AuditLog
  /** Is given a line for each row that is not here as it was there. */
  tell: (line: string) => void
  /** A copy of Django's MEDIA_ROOT, with the files that rows name. */
  media?: string
  /** Of the audit entry; `platform.django.import` when not given. */
  action?: AuditAction
}

/** What came of it. */
export interface DjangoImportOutcome {
  report: ImportReport
  /** Rows by model that nobody takes. */
  untaken: Map<string, number>
  /** Positions of what is no object of a model. */
  unreadable: string[]
}

/**
 * Takes data of python.org in from files by Django's `dumpdata`, under the ids that they have there.
 *
 * @example
 * const outcome = await new DjangoImport({ importers, audit, tell: console.log }).run(['boxes.json'], consoleOrigin())
 */
export class DjangoImport {
  readonly #parts: DjangoImportParts

  /** @param parts - what it works with */
  constructor(parts: DjangoImportParts) {
    this.#parts = parts
  }

  /**
   * @param paths - of the files; models go in by what they need, whichever file they are in
   * @param by - who imports them
   * @returns what came of it
   * @throws OperatorMistake when a file cannot be read; nothing is in then
   */
  async run(paths: readonly string[], by: Author): Promise<DjangoImportOutcome> {
    const { importers, audit, tell, media = null, action = 'platform.django.import' } = this.#parts
    const ordered = orderImporters(importers)
    const { rows, unreadable } = await readDumps(paths)
    const report = new ImportReport(tell)
    const untaken = new Map<string, number>()
    const taken = new Set(ordered.flatMap(({ models }) => models))
    for (const { model } of rows) {
      if (!taken.has(model)) untaken.set(model, (untaken.get(model) ?? 0) + 1)
    }
    for (const { models, take } of ordered) {
      const own = rows.filter(({ model }) => models.includes(model))
      if (own.length > 0) await take(own, report, media)
    }
    const subject = { type: 'file', id: paths.map((path) => basename(path)).join(', ') }
    await audit.record({ by, action, subject, after: Object.fromEntries(report.counts) })
    return { report, untaken, unreadable }
  }
}
