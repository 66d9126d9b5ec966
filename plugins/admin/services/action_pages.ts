import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import type { AdminAction, AdminInputField, AdminResource, AnyRow } from '@pydotorg/platform/admin'
import { checkInput } from '#services/form/check_input'
import { FieldChoices } from '#services/form/field_choices'
import { fieldView } from '#services/form/field_views'
import { rawValuesOf, type RawValues } from '#services/form/raw_values'
import { readRaw, type FieldErrors } from '#services/form/read_raw'
import { addressOf, listRequestOf } from '#services/list/list_request'
import { MOST_ACTED } from '#services/act'
import { Records, userOf } from '#services/records'

/** How the fields of an action stand. */
export interface ActionState {
  raw: RawValues
  errors: FieldErrors
}

/** Names on the page that asks. */
const NAMED = 100

/** The page that asks whether an act is meant, and what has to be told with it. */
@inject()
export class ActionPages {
  readonly #records: Records

  /** @param records - addresses */
  constructor(records: Records) {
    this.#records = records
  }

  /**
   * @param ctx - the request
   * @param action - what is to be done
   * @param asked - to which records
   * @returns the page
   */
  async confirm(
    ctx: HttpContext,
    action: AdminAction<AnyRow>,
    { resource, rows, state }: { resource: AdminResource; rows: readonly AnyRow[]; state?: ActionState }
  ): Promise<string> {
    const fields = fieldsOf(action)
    const control = state ?? { raw: await rawValuesOf(fields, null), errors: {} }
    const form = { resource, row: null, user: userOf(ctx) }
    const open = { choices: new FieldChoices([{ raw: control.raw, row: null }]), looked: {}, prefix: '' }
    if (state) ctx.response.status(422)
    return ctx.view.render('admin::pages/records/act', {
      resource,
      action,
      base: this.#records.address(resource),
      rows: rows.slice(0, NAMED).map((row) => ({ id: row.$primaryKeyValue, label: resource.label(row) })),
      ids: ctx.request.input('all') ? [] : rows.map(({ $primaryKeyValue }) => $primaryKeyValue),
      all: Boolean(ctx.request.input('all')),
      isOfRecord: ctx.request.input('from') === 'record',
      back: this.back(ctx, resource, rows),
      search: String(ctx.request.input('search') ?? ''),
      total: rows.length,
      isCut: rows.length === MOST_ACTED,
      fields: await Promise.all(fields.map((field) => fieldView(form, field, { ...control, ...open }))),
    })
  }

  /**
   * @param ctx - the request
   * @param resource - of the records
   * @param rows - the records that are still there
   * @returns where it came from: the list as it was narrowed, or the one record
   */
  back(ctx: HttpContext, resource: AdminResource, rows: readonly AnyRow[]): string {
    const { request } = ctx
    const [row] = rows
    if (request.input('from') === 'record' && row) {
      return this.#records.address(resource, Number(row.$primaryKeyValue))
    }
    const search = new URLSearchParams(String(request.input('search') ?? ''))
    // Only what the list itself understands goes on, in letters that an address can have.
    const asked = listRequestOf(resource, Object.fromEntries(search))
    const { after, before } = asked
    return `${this.#records.address(resource)}${addressOf(resource, asked, { after, before })}`
  }

  /**
   * @param ctx - the request
   * @param action - what is to be done
   * @returns what was told with it, checked
   */
  async read(ctx: HttpContext, action: AdminAction<AnyRow>) {
    const fields = fieldsOf(action)
    const { raw, errors: refused } = await readRaw(ctx, fields)
    const { input, errors } = await checkInput(ctx, fields, { raw, row: null, model: null })
    Object.assign(errors, refused)
    return { input, isRight: Object.keys(errors).length === 0, state: { raw, errors } }
  }
}

function fieldsOf({ fields }: AdminAction<AnyRow>): readonly AdminInputField<AnyRow>[] {
  return (fields ?? []) as unknown as readonly AdminInputField<AnyRow>[]
}
