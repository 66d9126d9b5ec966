import type { RowCounts } from '#models/catalogue_import'
import type CatalogueImportProblem from '#models/catalogue_import_problem'
import { RECORD_KINDS, type RecordKind } from '#services/import/catalogue_records'
import type { ImportReport } from '#services/import/catalogue_importer'

/** What operators call the kinds. */
export const KIND_TITLES: Record<RecordKind, string> = {
  systems: 'operating systems',
  branches: 'branches',
  releases: 'releases',
  files: 'release files',
}

const COLUMNS: readonly (keyof RowCounts)[] = ['created', 'updated', 'unchanged', 'skipped', 'failed']

export interface SummaryTable {
  head: string[]
  rows: string[][]
}

/** One line for each kind that the source has. */
export function summaryTable({ counts }: ImportReport): SummaryTable {
  const rows = RECORD_KINDS.flatMap((kind) => {
    const ofKind = counts[kind]
    return ofKind ? [[KIND_TITLES[kind], ...COLUMNS.map((column) => String(ofKind[column]))]] : []
  })
  return { head: ['', ...COLUMNS], rows }
}

const OUTCOMES = { failed: 'not taken in', skipped: 'left out', changed: 'changed' } as const

/** One line for one row: which it is, where it stands, what came of it and why. */
export function problemLine({ kind, index, line, label, outcome, reason }: CatalogueImportProblem): string {
  const place = line === null ? `row ${index}` : `row ${index}, line ${line}`
  return `${KIND_TITLES[kind]}, ${place} (${label}): ${OUTCOMES[outcome]}: ${reason}`
}

/** Rows that should be in, as they are in the source, and are not. */
export function badRows({ problems }: ImportReport): CatalogueImportProblem[] {
  return problems.filter((problem) => problem.outcome !== 'skipped')
}
