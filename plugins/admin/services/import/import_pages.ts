import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { fieldColumns, type ImportedResource } from '#services/import/file_fields'
import { keyColumn } from '#services/import/match_columns'
import type { ImportOutcome } from '#services/import/apply_plan'
import type { ImportPlan, PlannedRow } from '#services/import/plan_import'
import { MOST_ROWS } from '#services/import/read_table'
import { refusedFile } from '#services/import/refused_file'
import { faultText } from '#services/import/row_faults'
import { seenText } from '#services/import/seen_plan'
import { Records } from '#services/records'

/** Rows of a kind that the page names; all that are refused are in their file. */
const NAMED = 50

/** Characters of a value on the page. */
const SHOWN = 300

/** How an import stands. */
export interface ImportState {
  /** As it was sent. */
  text: string
  /** Why it cannot be read. */
  fault?: string
  plan?: ImportPlan
  outcome?: ImportOutcome
  needsProof?: boolean
  /** What has to be said above what would happen. */
  notice?: string
}

/** Shows where staff send files, what would come of one, and what did. */
@inject()
export class ImportPages {
  readonly #records: Records

  /** @param records - addresses */
  constructor(records: Records) {
    this.#records = records
  }

  /**
   * @param ctx - the request
   * @param resource - what is imported
   * @param state - how it stands
   * @returns the page
   */
  show({ view }: HttpContext, resource: ImportedResource, state: ImportState): Promise<string> {
    const { plan, outcome } = state
    const refused = outcome?.refused ?? plan?.rows.filter(({ verdict }) => verdict === 'bad') ?? []
    const refusedText = plan ? refusedFile(plan.table, refused.map(withReason)) : ''
    return view.render('admin::pages/records/import', {
      resource,
      base: this.#records.address(resource),
      columns: fieldColumns(resource).map(({ label }) => label),
      key: keyColumn(resource).label,
      most: MOST_ROWS,
      fault: state.fault ?? null,
      notice: state.notice ?? null,
      needsProof: state.needsProof ?? false,
      outcome: outcome ?? null,
      preview: plan && !outcome ? previewOf(plan) : null,
      unit: plan?.table.unit ?? 'Line',
      refused: refused.slice(0, NAMED).map(({ line, label, faults }) => ({ line, label, faults })),
      refusedTotal: refused.length,
      refusedText,
      // What went in need not be sent again.
      text: outcome ? refusedText : state.text,
      seen: plan && !outcome ? seenText(plan, state.text) : null,
    })
  }
}

function previewOf({ rows, unread }: ImportPlan) {
  const added = rows.filter(({ verdict }) => verdict === 'new')
  const changed = rows.filter(({ verdict }) => verdict === 'changed')
  return {
    unread: unread.slice(0, NAMED),
    added: added.slice(0, NAMED).map(({ line, label }) => ({ line, label })),
    addedTotal: added.length,
    changed: changed.slice(0, NAMED).map(changeView),
    changedTotal: changed.length,
    same: rows.filter(({ verdict }) => verdict === 'same').length,
    total: added.length + changed.length,
  }
}

function changeView({ line, label, row, changes }: PlannedRow) {
  const cut = (text: string) => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text)
  const shown = changes.map(({ label: of, before, after }) => ({ label: of, before: cut(before), after: cut(after) }))
  return { line, label, id: row?.$primaryKeyValue, changes: shown }
}

function withReason({ cells, faults }: PlannedRow) {
  return { cells, reason: faultText(faults) }
}
