import type { WireWriting } from '../write/record_write.js'
import { isSound, RowRefused, type Refusal } from '../write/row_refused.js'
import { takenSentence } from '../write/taken_sentence.js'
import type { FieldFaults } from '../write/wire_writes.js'
import { V1Invalid } from './v1_answers.js'
import type { V1Body } from './v1_body.js'
import { notFound } from './v1_related.js'

/**
 * @param error - whatever saving threw
 * @param writing - who wrote where
 * @param body - what was sent
 * @returns the answer for a row that was refused; any other error as it is
 */
export function v1Refusal(error: unknown, { resource, writes }: WireWriting, body: V1Body): unknown {
  if (!(error instanceof RowRefused)) return error
  const { refusal } = error
  const [missing] = refusal.missing
  if (missing !== undefined) {
    const field = resource.fields[missing]!
    return notFound(field.kind === 'related' ? field.to.path : missing, body[missing])
  }
  if (!isSound(refusal.together)) return new V1Invalid(resource.path, refusal.together)
  const mark = writes.oneMark && refusal.marked ? { [writes.oneMark.mark]: [writes.oneMark.sentence] } : {}
  return new V1Invalid(
    resource.path,
    { ...refusal.faults, ...taken(refusal, { resource, writes }), ...mark },
    'in words'
  )
}

function taken(
  { taken: fields }: Refusal,
  { resource, writes }: Pick<WireWriting, 'resource' | 'writes'>
): FieldFaults {
  return Object.fromEntries(fields.map((field) => [field, [takenSentence(resource, writes, field)]]))
}
