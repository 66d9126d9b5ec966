import { inject } from '@adonisjs/core'
import { errors as vineErrors } from '@vinejs/vine'
import { errors as httpErrors, type HttpContext } from '@adonisjs/core/http'
import { hasFreshProof, ProofRequired } from '@pydotorg/platform/identity'
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
import { meetingOf, readVersion, versionOf } from '#services/form/form_version'
import { checkRows, keptRows, sentRows, type RawInlineRow } from '#services/form/inline_rows'
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
    return this.#pages.show(ctx, form, { raw, inlines, version: versionOf(now), notice: restored?.notice ?? null })
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
    const now = await rawValuesOf(fields, row)
    const inlines = await this.#sent(ctx, form)
    const state: FormState = {
      raw,
      errors,
      inlines,
      version: readVersion(ctx.request.input('_version')) ?? versionOf(now),
    }
    const isAsked = ctx.request.input('_find') !== undefined || ctx.request.input('_more') !== undefined
    if (isAsked) return this.#again(ctx, form, state)
    if (needsProof(resource, row ? 'change' : 'add') && !hasFreshProof(ctx)) {
      return this.#again(ctx, form, { ...state, needsProof: true })
    }
    const meeting = row && meetingOf(state.version, raw, now)
    if (meeting) return this.#meet(ctx, form, { ...state, meeting, now })
    const checked = await checkInput(ctx, fields, { raw, row, model: resource.model })
    const rows = await this.#check(ctx, form, inlines)
    Object.assign(checked.errors, errors)
    if (Object.keys(checked.errors).length > 0 || rows === null) {
      return this.#again(ctx, form, { ...state, errors: checked.errors })
    }
    try {
      const saved = await saveRecord(resource, { ctx, row, input: checked.input, inlines: rows })
      this.#leadOn(ctx, resource, saved)
    } catch (error) {
      return this.#again(ctx, form, { ...state, errors: refusalOf(error) })
    }
  }

  #again(ctx: HttpContext, form: FormOf, state: FormState): Promise<string> {
    ctx.response.status(422)
    return this.#pages.show(ctx, form, state)
  }

  /** What only others touched is taken over; what both did stands side by side, and is this person's to decide. */
  #meet(ctx: HttpContext, form: FormOf, state: FormState): Promise<string> {
    const { meeting, now = {} } = state
    const taken = Object.fromEntries((meeting?.theirs ?? []).map((name) => [name, now[name] ?? null]))
    ctx.response.status(409)
    return this.#pages.show(ctx, form, { ...state, raw: { ...state.raw, ...taken }, version: versionOf(now) })
  }

  async #kept({ resource, row }: FormOf): Promise<Record<string, RawInlineRow[]>> {
    const inlines = resource.form?.inlines ?? []
    const rows = await Promise.all(inlines.map(async (inline) => [inline.name, await keptRows(inline, row)]))
    return Object.fromEntries(rows) as Record<string, RawInlineRow[]>
  }

  async #sent(ctx: HttpContext, form: FormOf): Promise<Record<string, RawInlineRow[]>> {
    const kept = await this.#kept(form)
    for (const inline of form.resource.form?.inlines ?? []) {
      kept[inline.name] = sentRows(inline, ctx.request.body(), kept[inline.name]!)
    }
    return kept
  }

  async #check(
    ctx: HttpContext,
    { resource }: FormOf,
    sent: Record<string, RawInlineRow[]>
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

  #leadOn(ctx: HttpContext, resource: AdminResource, saved: AnyRow): void {
    const id = Number(saved.$primaryKeyValue)
    const base = this.#records.address(resource)
    ctx.session.flash('notice', `${resource.label(saved)} is saved.`)
    const next = ctx.request.input('_then')
    const path = next === 'stay' ? `${base}${id}/` : next === 'another' ? `${base}new/` : base
    ctx.response.redirect().status(303).toPath(path)
  }
}

/** What people can do something about; anything else is a failure of ours. */
function refusalOf(error: unknown): FieldErrors {
  if (error instanceof vineErrors.E_VALIDATION_ERROR) return errorsOf(error)
  if (error instanceof AdminRefusal || error instanceof OperatorMistake) return { _form: [error.message] }
  throw error
}
