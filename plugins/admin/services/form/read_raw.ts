import type { HttpContext } from '@adonisjs/core/http'
import type { AdminInputField, AnyRow } from '@pydotorg/platform/admin'
import type { MultipartFile } from '@adonisjs/core/bodyparser'
import { storeDocument, storeImage, UploadRefused } from '@pydotorg/platform/media'
import { currentUser } from '@pydotorg/platform/identity'
import type { RawValues } from '#services/form/raw_values'

/** Sentences beside fields, by name. */
export type FieldErrors = Record<string, string[]>

/**
 * Reads what was typed, and takes uploaded files in at once: an input for files cannot be filled again, so that a form
 * that comes back with an error would lose them.
 *
 * @param ctx - the request
 * @param fields - of the form
 * @returns what the controls held, and what was wrong with files
 */
export async function readRaw(
  ctx: HttpContext,
  fields: readonly AdminInputField<AnyRow>[]
): Promise<{ raw: RawValues; errors: FieldErrors }> {
  const body = ctx.request.body() as Record<string, unknown>
  const raw: RawValues = Object.assign({}, ...fields.map((field) => rawOfBody(field, body)))
  const errors: FieldErrors = {}
  for (const field of fields) {
    if (field.kind !== 'image' && field.kind !== 'file') continue
    const file = ctx.request.file(`${field.name}_file`)
    if (!file) continue
    try {
      raw[field.name] = String(await takeIn(ctx, field.kind, file))
    } catch (error) {
      if (!(error instanceof UploadRefused)) throw error
      errors[field.name] = [error.message]
    }
  }
  return { raw, errors }
}

/**
 * @param field - a field
 * @param body - what came under the names of its controls
 * @returns it as text
 */
export function rawOfBody(field: AdminInputField<AnyRow>, body: Readonly<Record<string, unknown>>): RawValues {
  const { name, kind } = field
  if (kind === 'many' || kind === 'choices') return { [name]: listOf(body[name]) }
  if (kind === 'boolean') return { [name]: body[name] === undefined || body[name] === null ? null : 'true' }
  if (kind === 'markup')
    return { [name]: textOf(body[name]), [`${name}MarkupType`]: textOf(body[`${name}MarkupType`]) || 'markdown' }
  if (kind === 'datetime')
    return { [name]: textOf(body[name]), [`${name}_zone`]: textOf(body[`${name}_zone`]) || 'UTC' }
  if ((kind === 'image' || kind === 'file') && body[`${name}_remove`]) return { [name]: '' }
  return { [name]: textOf(body[name]) }
}

async function takeIn(ctx: HttpContext, kind: 'image' | 'file', file: MultipartFile): Promise<number> {
  const sender = { creator: currentUser(ctx) ?? null }
  return (await (kind === 'image' ? storeImage(file, sender) : storeDocument(file, sender))).id
}

function listOf(value: unknown): string[] {
  const values = Array.isArray(value) ? value : typeof value === 'object' && value ? Object.values(value) : [value]
  return [...new Set(values.filter((one) => typeof one === 'string' && one !== '') as string[])].slice(0, 1_000)
}

function textOf(value: unknown): string {
  // Browsers send line ends of two characters; what is kept has one.
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : ''
}
