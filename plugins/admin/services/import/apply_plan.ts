import type { HttpContext } from '@adonisjs/core/http'
import { saveRecord } from '#services/form/save_record'
import type { ImportedResource } from '#services/import/file_fields'
import type { ImportPlan, PlannedRow } from '#services/import/plan_import'
import { savingFaults } from '#services/import/row_faults'
import { isToGoIn, type SeenPlan } from '#services/import/seen_plan'

const MET = 'Somebody changed, added or deleted this record after you looked. Look again.'

/** What came of an import. */
export interface ImportOutcome {
  added: number
  changed: number
  same: number
  refused: PlannedRow[]
}

/**
 * Saves what a plan says, one row after the other, as by hand. A row that is refused keeps no other from going in.
 *
 * @param ctx - the request of who imports
 * @param resource - what is imported
 * @param applied - what each row comes to now, and what it came to when somebody looked
 * @returns what came of it
 */
export async function applyPlan(
  ctx: HttpContext,
  resource: ImportedResource,
  { plan, seen }: { plan: ImportPlan; seen: SeenPlan }
): Promise<ImportOutcome> {
  const outcome: ImportOutcome = { added: 0, changed: 0, same: 0, refused: [] }
  for (const planned of plan.rows) {
    if (planned.verdict === 'same') outcome.same += 1
    if (planned.verdict === 'bad') outcome.refused.push(planned)
    if (!isToGoIn(planned)) continue
    const faults = await save(ctx, resource, { planned, seen })
    if (faults.length > 0) outcome.refused.push({ ...planned, verdict: 'bad', faults })
    else if (planned.verdict === 'new') outcome.added += 1
    else outcome.changed += 1
  }
  return outcome
}

async function save(
  ctx: HttpContext,
  resource: ImportedResource,
  { planned, seen }: { planned: PlannedRow; seen: SeenPlan }
): Promise<PlannedRow['faults']> {
  const { line, print, row, input } = planned
  if (seen.rows[line] !== print) return [{ column: null, text: MET }]
  try {
    await saveRecord(resource, { ctx, row, input, inlines: {} })
    return []
  } catch (error) {
    return savingFaults(resource, error)
  }
}
