import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import vine from '@vinejs/vine'
import { AuditLog, type AuditOrigin } from '@pydotorg/platform/audit'
import type { GeneratedBox } from '#contracts/boxes'
import Box from '#models/box'
import { boxSubject } from '#services/change_box'
import { labelRule } from '#validators/box'

const validator = vine.create({ labels: vine.array(labelRule.clone()) })

/** Waits for who is writing, until they are done; null when what they wrote was read after what we have. */
const TAKE_TURN = `
  insert into boxes_writers as known (writer, reading) values (?, ?)
  on conflict (writer) do update set reading = excluded.reading where known.reading < excluded.reading
  returning reading`

/**
 * Writes boxes that a program makes, all or none, and notes in the audit log what each was before. Two that do so at the
 * same time read side by side; what was read later stays.
 *
 * @param writer - what writes them
 * @param make - makes the boxes; before the transaction, since it reads by connections of its own, and those who wait for
 *   each other must not need further ones
 * @returns labels of those that are different now
 * @throws E_VALIDATION_ERROR for a label that is none; whatever `make` throws
 */
export async function writeGenerated(writer: string, make: () => Promise<readonly GeneratedBox[]>): Promise<string[]> {
  const by = { actor: { id: null, name: `${writer} (generated)` } }
  const { rows } = await db.rawQuery(`select nextval('boxes_readings') as reading`)
  const generated = await make()
  const { labels } = await validator.validate({ labels: generated.map(({ label }) => label) })
  return db.transaction(async (trx) => {
    const turn = await trx.rawQuery(TAKE_TURN, [writer, rows[0].reading])
    if (turn.rows.length === 0) return []
    const there = await Box.query({ client: trx }).whereIn('label', labels).orderBy('label').forUpdate()
    const byLabel = new Map(there.map((box) => [box.label, box]))
    const changed: string[] = []
    for (const one of generated) {
      const box = byLabel.get(one.label) ?? new Box()
      if (await writeOne(box.useTransaction(trx), one, { by, writer, trx })) changed.push(one.label)
    }
    return changed
  })
}

async function writeOne(
  box: Box,
  { label, html }: GeneratedBox,
  { by, writer, trx }: { by: AuditOrigin; writer: string; trx: TransactionClientContract }
): Promise<boolean> {
  const before = box.$isPersisted ? { ...box.$original } : null
  box.merge({ label, content: html, contentMarkupType: 'html' })
  const isNew = box.$isDirty
  await box.merge({ generatedBy: writer, ...(isNew ? { lastModifiedById: null } : {}) }).save()
  if (!isNew) return false
  const audit = await app.container.make(AuditLog)
  const record = { action: 'boxes.box.generate', subject: boxSubject(box) } as const
  await audit.record({ by, ...record, before, after: box.$attributes }, trx)
  return true
}
