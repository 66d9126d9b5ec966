import { inject } from '@adonisjs/core'
import { errors as vineErrors } from '@vinejs/vine'
import { errors as httpErrors, type HttpContext } from '@adonisjs/core/http'
import { hasFreshProof, ProofRequired } from '@pydotorg/platform/identity'
import { MarkupDeadlineError } from '@pydotorg/platform/markup'
import { OperatorMistake } from '@pydotorg/platform/identity/operators'
import {
  AdminRefusal,
  mayManage,
  needsProof,
  type AdminInlineRow,
  type AdminResource,
  type AnyRow,
} from '@pydotorg/platform/admin'
import { checkInput, errorsOf } from '#services/form/check_input'
import { writtenFields, type FormOf } from '#services/form/form_fields'
import { FormPages, type FormState } from '#services/form/form_pages'
import { byField } from '#services/form/form_errors'
import { meetingOf, readVersion, versionOf } from '#services/form/form_version'
import { checkRows, keptRows, sentRows, type RawInlineRow, type RawInlines } from '#services/form/inline_rows'
import { metRows, rowValues, withGoneRows } from '#services/form/met_rows'
import { rawValuesOf } from '#services/form/raw_values'
import { readRaw, type FieldErrors } from '#services/form/read_raw'
import { saveRecord } from '#services/form/save_record'
import { restoredRow } from '#services/history'
import { Records, userOf } from '#services/records'

/** Opens forms of records, and takes them in. Whatever goes wrong, what was typed comes back. */
@inject()
export class Forms {
  readonly #pages: FormPages
  readonly #records: Records

  /**
   * @param pages - shows them
   * @param records - addresses
   */
  constructor(pages: FormPages, records: Records) {
    this.#pages = pages
    this.#records = records
  }

  /**
   * @param ctx - a request
   * @param resource - a resource
   * @param row - a record; null for a new one
   * @returns the page
   * @throws ProofRequired before a form that only a fresh proof may send
   */
  async open(ctx: HttpContext, resource: AdminResource, row: AnyRow | null): Promise<string> {
    if (!resource.form) throw new httpErrors.E_ROUTE_NOT_FOUND([ctx.request.method(), ctx.request.url()])
    const form = { resource, row, user: userOf(ctx) }
    const verb = row ? 'change' : 'add'
    const mayWrite = mayManage(form.user, { resource, verb, row })
    if (mayWrite && needsProof(resource, verb) && !hasFreshProof(ctx)) throw new ProofRequired()
    const now = await rawValuesOf(writtenFields(form), row)
    const restored = row && (await restoredRow(resource, row, Number(ctx.request.input('restore', 0))))
    const raw = restored ? { ...now, ...(await rawValuesOf(writtenFields(form), restored.row)) } : now
    const inlines = await this.#kept(form)
    const version = versionOf({ ...now, ...rowValues(inlines) })
    return this.#pages.show(ctx, form, { raw, inlines, version, notice: restored?.notice ?? null })
  }

  /**
   * @param ctx - a request with a form
   * @param resource - a resource
   * @param row - the record as it is; null for a new one
   * @returns the page again when something is not right; else nothing, and the answer leads on
   */
  async send(ctx: HttpContext, resource: AdminResource, row: AnyRow | null): Promise<string | void> {
    const form = { resource, row, user: userOf(ctx) }
    const fields = writtenFields(form)
    const { raw, errors } = await readRaw(ctx, fields)
    const kept = await this.#kept(form)
    const inlines = await this.#sent(ctx, form, kept)
    const is = { ...(await rawValuesOf(fields, row)), ...rowValues(kept) }
    const version = readVersion(ctx.request.input('_version')) ?? versionOf(is)
    const now = withGoneRows(is, version)
    const state: FormState = { raw, errors, inlines, version }
    const isAsked = ctx.request.input('_find') !== undefined || ctx.request.input('_more') !== undefined
    if (isAsked) return this.#again(ctx, form, state)
    if (needsProof(resource, row ? 'change' : 'add') && !hasFreshProof(ctx)) {
      return this.#again(ctx, form, { ...state, needsProof: true })
    }
    const typed = { ...raw, ...rowValues(inlines) }
    const meeting = row && meetingOf(version, typed, now)
    if (meeting) return this.#meet(ctx, form, { ...state, meeting, now, typed, kept })
    const checked = await checkInput(ctx, fields, { raw, row, model: resource.model })
    const rows = await this.#check(ctx, form, inlines)
    Object.assign(checked.errors, errors)
    if (Object.keys(checked.errors).length > 0 || rows === null) {
      return this.#again(ctx, form, { ...state, errors: checked.errors })
    }
    try {
      const saved = await saveRecord(resource, { ctx, row, input: checked.input, inlines: rows })
      await this.#leadOn(ctx, resource, saved)
    } catch (error) {
      return this.#again(ctx, form, { ...state, errors: refusalOf(error) })
    }
  }

  #again(ctx: HttpContext, form: FormOf, state: FormState): Promise<string> {
    ctx.response.status(422)
    const errors = byField(state.errors ?? {}, writtenFields(form))
    return this.#pages.show(ctx, form, { ...state, errors })
  }

  /** What only others touched is taken over; what both did stands side by side, and is this person's to decide. */
  #meet(ctx: HttpContext, form: FormOf, state: FormState): Promise<string> {
    const { meeting, now = {}, kept = {} } = state
    const taken = Object.fromEntries((meeting?.theirs ?? []).map((name) => [name, now[name] ?? null]))
    const inlines = meeting ? metRows(state.inlines, kept, meeting) : state.inlines
    ctx.response.status(409)
    const version = versionOf(now)
    return this.#pages.show(ctx, form, { ...state, inlines, raw: { ...state.raw, ...taken }, version })
  }

  async #kept({ resource, row }: FormOf): Promise<RawInlines> {
    const inlines = resource.form?.inlines ?? []
    const rows = await Promise.all(inlines.map(async (inline) => [inline.name, await keptRows(inline, row)]))
    return Object.fromEntries(rows) as Record<string, RawInlineRow[]>
  }

  async #sent({ request }: HttpContext, { resource }: FormOf, kept: RawInlines): Promise<RawInlines> {
    const keepsEmpty = request.input('_find') !== undefined
    const sent: Record<string, RawInlineRow[]> = {}
    for (const inline of resource.form?.inlines ?? []) {
      sent[inline.name] = await sentRows(inline, request.body(), { kept: kept[inline.name] ?? [], keepsEmpty })
    }
    return sent
  }

  async #check(
    ctx: HttpContext,
    { resource }: FormOf,
    sent: RawInlines
  ): Promise<Record<string, AdminInlineRow[]> | null> {
    const checked: Record<string, AdminInlineRow[]> = {}
    let isRight = true
    for (const inline of resource.form?.inlines ?? []) {
      const rows = await checkRows(ctx, inline, sent[inline.name] ?? [])
      if (rows) checked[inline.name] = rows
      else isRight = false
    }
    return isRight ? checked : null
  }

  async #leadOn(ctx: HttpContext, resource: AdminResource, saved: AnyRow): Promise<void> {
    const id = Number(saved.$primaryKeyValue)
    const base = this.#records.address(resource)
    const more = await resource.told?.(saved)
    ctx.session.flash('notice', `${resource.label(saved)} is saved.${more ? ` ${more}` : ''}`)
    const next = ctx.request.input('_then')
    const path = next === 'stay' ? `${base}${id}/` : next === 'another' ? `${base}new/` : base
    ctx.response.redirect().status(303).toPath(path)
  }
}

/** What people can do something about; anything else is a failure of ours. */
function refusalOf(error: unknown): FieldErrors {
  if (error instanceof vineErrors.E_VALIDATION_ERROR) return errorsOf(error)
  const isMeant =
    error instanceof AdminRefusal || error instanceof OperatorMistake || error instanceof MarkupDeadlineError
  if (isMeant) return { _form: [error.message] }
  throw error
}
