import app from '@adonisjs/core/services/app'
import { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { AuditLog } from '@pydotorg/platform/audit'
import { formError } from '@pydotorg/platform/http'
import { currentUser, type Author } from '@pydotorg/platform/identity'
import Box from '#models/box'
import type { BoxText } from '#validators/box'

const UNIQUE_VIOLATION = '23505'

/**
 * Adds a box, and notes it in the audit log.
 *
 * @param by - who does it
 * @param text - label, content and its language; reStructuredText when none is named, as on python.org
 * @returns the box
 * @throws E_VALIDATION_ERROR when there is one of this label
 */
export function addBox(by: Author, text: BoxText): Promise<Box> {
  const box = new Box()
  return save(by, box, { contentMarkupType: 'restructuredtext', ...text, creatorId: accountOf(by) })
}

/**
 * Changes a box, and notes it. A change that changes nothing leaves no entry.
 *
 * @param by - who does it
 * @param id - the box's id
 * @param text - what is different; what is left out stays
 * @returns the box as it is now
 * @throws E_ROW_NOT_FOUND; E_VALIDATION_ERROR when the new label is taken
 */
export async function changeBox(by: Author, id: number, text: Partial<BoxText>): Promise<Box> {
  return save(by, await Box.findOrFail(id), text)
}

/**
 * Takes a box away for good. Pages that show it go on without it.
 *
 * @param by - who does it
 * @param id - the box's id
 * @returns the box as it was
 * @throws E_ROW_NOT_FOUND
 */
export async function deleteBox(by: Author, id: number): Promise<Box> {
  const audit = await app.container.make(AuditLog)
  return db.transaction(async (trx) => {
    const box = await Box.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
    await box.delete()
    const record = { action: 'boxes.box.delete', subject: boxSubject(box) } as const
    await audit.record({ by, ...record, before: { ...box.$attributes } }, trx)
    return box
  })
}

/** @returns the box, as the audit log names it */
export function boxSubject({ id, label }: Box) {
  return { type: 'box', id, label }
}

async function save(by: Author, box: Box, text: Partial<BoxText> & { creatorId?: number | null }): Promise<Box> {
  const before = box.$isPersisted ? { ...box.$original } : null
  box.merge(text)
  if (before && !box.$isDirty) return box
  box.lastModifiedById = accountOf(by)
  try {
    await db.transaction(async (trx) => {
      await box.useTransaction(trx).save()
      const action = before ? 'boxes.box.update' : 'boxes.box.create'
      const audit = await app.container.make(AuditLog)
      await audit.record({ by, action, subject: boxSubject(box), before, after: box.$attributes }, trx)
    })
  } catch (error) {
    if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error
    throw formError('label', 'There is a box of this label.', 'unique')
  }
  return box
}

function accountOf(by: Author): number | null {
  return by instanceof HttpContext ? (currentUser(by)?.id ?? null) : by.actor.id
}
