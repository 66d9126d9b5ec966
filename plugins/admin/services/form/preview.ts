import type { HttpContext } from '@adonisjs/core/http'
import { MarkupDeadlineError, renderMarkup, type MarkupType, type TrustedMarkupType } from '@pydotorg/platform/markup'
import type { AdminField, AdminInputField, AdminResource, AnyRow, MarkupPreview } from '@pydotorg/platform/admin'
import { checkInput } from '#services/form/check_input'
import { controlId } from '#services/form/field_views'
import { rawOfBody } from '#services/form/read_raw'

type MarkupField = AdminInputField<AnyRow> & { kind: 'markup' }

/** A text as it will look, or what is wrong with it. */
export interface Preview {
  /** Of the control that the text came from. */
  id: string
  html: string
  /** For who writes it. */
  notes: readonly string[]
  faults: readonly string[]
}

/**
 * @param ctx - a request with the whole form; `inline` and `row` in its address say where in it the text is
 * @param resource - a resource
 * @param name - of the field
 * @returns how its text will look; null when the form has no such text
 */
export async function previewOf(ctx: HttpContext, resource: AdminResource, name: string): Promise<Preview | null> {
  const { inline, row } = ctx.request.qs() as { inline?: string; row?: string }
  const found =
    inline === undefined ? resource.form?.fieldsets : resource.form?.inlines?.filter((one) => one.name === inline)
  const field = (found ?? [])
    .flatMap(({ fields }): readonly AdminField<AnyRow>[] => fields)
    .find((one) => one.name === name)
  if (field?.kind !== 'markup') return null
  const path = inline === undefined ? name : `inlines[${inline}][${Number(row)}][${name}]`
  const body = ctx.request.body()
  const typed = inline === undefined ? body : body.inlines?.[inline]?.[String(row)]
  return { id: controlId(path), ...(await rendered(ctx, field, typed ?? {})) }
}

async function asForEverybody(text: string, type: TrustedMarkupType): Promise<MarkupPreview> {
  return { html: await renderMarkup(text, type as MarkupType) }
}

async function rendered(ctx: HttpContext, field: MarkupField, typed: Record<string, unknown>) {
  const asked = { ...field, required: false }
  const { input, errors } = await checkInput(ctx, [asked], { raw: rawOfBody(asked, typed), row: null, model: null })
  const faults = Object.values(errors).flat()
  if (faults.length > 0) return { html: '', notes: [], faults }
  const text = String(input[field.name] ?? '')
  const type = input[`${field.name}MarkupType`] as TrustedMarkupType
  try {
    const { html, notes = [] } = await (field.render ?? asForEverybody)(text, type)
    return { html, notes, faults }
  } catch (error) {
    if (!(error instanceof MarkupDeadlineError)) throw error
    return { html: '', notes: [], faults: [error.message] }
  }
}
