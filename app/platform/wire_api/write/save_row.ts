import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { brokenConstraint } from './broken_constraint.js'
import { answeredYes, markQuestion, questionsAbout, type Intended, type RowQuestion } from './row_questions.js'
import { isSound, RowGone, RowRefused } from './row_refused.js'
import type { FieldFaults, WireCandidate, WireChange, WireRows, WireValue, WireValues } from './wire_writes.js'
import { recordWrite, type WireWriting } from './record_write.js'

/** What could be read of a body, and what could not. */
export interface ReadValues {
  values: WireValues
  faults: FieldFaults
}

/** What is wanted of a row. */
export interface WishedRow {
  /** Of the row to change; null for a new one. */
  id: number | null
  /** What the client sent. */
  read: ReadValues
}

/**
 * Saves one row: checks its values, asks whether what they point to is there and what must be unique is free, and
 * writes it by the plugin's model. All of it in one transaction.
 *
 * @param writing - who writes where
 * @param wish - the row
 * @param answer - makes the answer from the row's id, in the transaction: afterwards somebody may have removed the row
 * @returns the answer
 * @throws RowRefused when something is wrong, RowGone when the row was deleted meanwhile
 */
export async function saveRow<Answer>(
  writing: WireWriting,
  { id, read }: WishedRow,
  answer: (id: number, trx: TransactionClientContract) => Promise<Answer>
): Promise<Answer> {
  const { resource, account } = writing
  const writes = writing.writes
  const { default: rows } = await writes.rows()
  try {
    return await db.transaction(async (trx) => {
      const change = { trx, account }
      const stored = id === null ? null : await rows.stored(id, change)
      if (id !== null && stored === null) throw new RowGone()
      const values = { ...(stored ?? defaults(writing)), ...read.values }
      await refuse({ intended: { resource, writes, id }, read, values }, change)
      await refuseTogether(rows, { values, stored }, change)
      const saved = await save({ rows, id, values, sent: read.values }, change)
      const action = id === null ? 'create' : 'update'
      await recordWrite(writing, { action, id: saved, before: stored, after: values }, change)
      return await answer(saved, trx)
    })
  } catch (error) {
    throw brokenConstraint(error, resource, writes) ?? error
  }
}

interface Checked {
  intended: Intended
  read: ReadValues
  /** Of the whole row. */
  values: WireValues
}

async function refuse({ intended, read, values }: Checked, { trx }: WireChange): Promise<void> {
  const mark = markQuestion(intended, values)
  const isMarkKnown = intended.writes.oneMark?.of.every((field) => !(field in read.faults)) ?? false
  const questions = [...questionsAbout(intended, read.values), ...(mark && isMarkKnown ? [mark] : [])]
  const yes = await answeredYes(questions, trx)
  if (isSound(read.faults) && yes.length === 0) return
  throw new RowRefused({
    faults: read.faults,
    missing: fieldsOf(yes, 'missing'),
    taken: fieldsOf(yes, 'taken'),
    marked: yes.some(({ kind }) => kind === 'marked'),
  })
}

function fieldsOf(questions: readonly RowQuestion[], wanted: RowQuestion['kind']): string[] {
  return questions.filter(({ kind }) => kind === wanted).map(({ field }) => field)
}

async function refuseTogether(rows: WireRows, candidate: WireCandidate, change: WireChange): Promise<void> {
  const together = await rows.faults(candidate, change)
  if (!isSound(together)) throw new RowRefused({ together })
}

interface Saving {
  rows: WireRows
  id: number | null
  values: WireValues
  sent: WireValues
}

async function save({ rows, id, values, sent }: Saving, change: WireChange): Promise<number> {
  if (id === null) return rows.create(values, change)
  await rows.update(id, sent, change)
  return id
}

/** What a new row has where the client says nothing. */
function defaults({ resource, writes }: WireWriting): WireValues {
  const entries = Object.entries(writes.fields).map(([name, rule]): [string, WireValue] => {
    const field = resource.fields[name]!
    if (rule.orNow) return [name, new Date().toISOString()]
    return [name, 'fallback' in field ? (field.fallback ?? null) : null]
  })
  return Object.fromEntries(entries)
}
