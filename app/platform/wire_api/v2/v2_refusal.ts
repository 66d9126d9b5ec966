import type { WireWriting } from '../write/record_write.js'
import { isSound, RowGone, RowRefused } from '../write/row_refused.js'
import { takenSentence } from '../write/taken_sentence.js'
import type { FieldFaults } from '../write/wire_writes.js'
import { V2Exception } from './v2_answers.js'
import { NO_SUCH_ROW } from './v2_field_values.js'

/**
 * @param error - whatever saving threw
 * @param writing - who wrote where
 * @returns the answer for a row that was refused or is gone; any other error as it is
 */
export function v2Refusal(error: unknown, { resource, writes }: WireWriting): unknown {
  if (error instanceof RowGone) return new V2Exception(404, `No ${resource.model} matches the given query.`)
  if (!(error instanceof RowRefused)) return error
  const { faults, missing, taken, together } = error.refusal
  const asked: FieldFaults = {
    ...Object.fromEntries(missing.map((field) => [field, [NO_SUCH_ROW]])),
    ...Object.fromEntries(taken.map((field) => [field, [takenSentence(resource, writes, field)]])),
  }
  const all = inOrder({ ...faults, ...asked }, Object.keys(writes.fields))
  if (!isSound(all)) return new V2Exception(400, all)
  if (!isSound(together)) return new V2Exception(400, together)
  const fields = writes.oneMark?.of.join(', ')
  return new V2Exception(400, { non_field_errors: [`The fields ${fields} must make a unique set.`] })
}

function inOrder(faults: FieldFaults, names: readonly string[]): FieldFaults {
  return Object.fromEntries(names.filter((name) => name in faults).map((name) => [name, faults[name]!]))
}
