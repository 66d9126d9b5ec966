import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { ReorderMove } from '@pydotorg/platform/admin'
import { AuditLog } from '@pydotorg/platform/audit'
import { dropTags } from '@pydotorg/platform/cache'
import { formError } from '@pydotorg/platform/http'
import type { Author } from '@pydotorg/platform/identity'
import CodeSample, { SAMPLES_TAG } from '#models/code_sample'

/** More than staff would ever put in order. */
const MOST = 1_000

const WRITE = `
  update code_samples_samples set position = given.position
  from jsonb_to_recordset(?::jsonb) as given (id integer, position integer)
  where code_samples_samples.id = given.id and code_samples_samples.position <> given.position`

/**
 * @param trx - in which the order is changed; none to look at it
 * @returns samples in their order, drafts too, without their texts
 */
export function orderedSamples(trx?: TransactionClientContract): Promise<CodeSample[]> {
  return CodeSample.query({ client: trx })
    .select('id', 'name', 'slug', 'description', 'position', 'is_published')
    .orderBy('position')
    .orderBy('id')
    .limit(MOST)
}

/** What came of a move. */
export interface MovedSample {
  sample: CodeSample
  neighbour: CodeSample
  /** False when it stood there already. */
  isMoved: boolean
}

/**
 * Moves a sample, and numbers all of them anew. Moves come one after the other: each starts from what the one before left.
 *
 * @param by - who moves it
 * @param move - the ids of the sample and of the one beside which it comes to stand
 * @returns what came of it
 * @throws E_VALIDATION_ERROR when one of them is gone
 */
export function moveSample(by: Author, { key, side, other }: ReorderMove): Promise<MovedSample> {
  return db.transaction(async (trx) => {
    await trx.rawQuery('lock table code_samples_samples in share row exclusive mode')
    const samples = await orderedSamples(trx)
    const sample = sampleOf(samples, key)
    const neighbour = sampleOf(samples, other)
    const others = samples.filter((one) => one !== sample)
    const place =
      sample === neighbour ? samples.indexOf(sample) : others.indexOf(neighbour) + (side === 'after' ? 1 : 0)
    const order = others.toSpliced(place, 0, sample)
    const isMoved = order.some((one, index) => one !== samples[index])
    if (!isMoved) return { sample, neighbour, isMoved }
    const positions = order.map(({ id }, index) => ({ id, position: index + 1 }))
    await trx.rawQuery(WRITE, [JSON.stringify(positions)])
    await record(trx, { by, sample, position: place + 1 })
    await dropTags([SAMPLES_TAG], trx)
    return { sample, neighbour, isMoved }
  })
}

function sampleOf(samples: readonly CodeSample[], key: string): CodeSample {
  const sample = samples.find(({ id }) => String(id) === key)
  if (sample) return sample
  throw formError('move', 'One of these samples is gone. The list below is as it is now.')
}

async function record(
  trx: TransactionClientContract,
  { by, sample, position }: { by: Author; sample: CodeSample; position: number }
): Promise<void> {
  const audit = await app.container.make(AuditLog)
  const subject = { type: 'code_sample', id: sample.id, label: sample.name }
  const change = { before: { position: sample.position }, after: { position } }
  await audit.record({ by, action: 'code_samples.sample.move', subject, ...change }, trx)
}
