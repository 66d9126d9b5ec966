import { inject } from '@adonisjs/core'
import app from '@adonisjs/core/services/app'
import type { HttpContext } from '@adonisjs/core/http'
import { AuditLog } from '@pydotorg/platform/audit'
import {
  mayManage,
  type AdminBeside,
  type AdminField,
  type AdminInline,
  type AdminLink,
  type AnyRow,
} from '@pydotorg/platform/admin'
import { headingOf } from '#services/list/cells'
import { rowActions } from '#services/list/list_page'
import { FieldChoices } from '#services/form/field_choices'
import { fieldView, type ControlState, type FieldView } from '#services/form/field_views'
import { byField, wrongOf } from '#services/form/form_errors'
import { fieldsOf, isThere, writtenFields, type FormOf } from '#services/form/form_fields'
import { versionText, type FormVersion, type Meeting } from '#services/form/form_version'
import { inlineFields, newRow, type RawInlines } from '#services/form/inline_rows'
import type { RawValues } from '#services/form/raw_values'
import type { FieldErrors } from '#services/form/read_raw'
import { Records } from '#services/records'

/** How a form stands. */
export interface FormState {
  raw: RawValues
  inlines: RawInlines
  version: FormVersion
  errors?: FieldErrors
  /** What others did meanwhile. */
  meeting?: Meeting | null
  /** What the controls would hold if it were opened now. */
  now?: RawValues
  /** What they held when it was sent, with rows of inlines. */
  typed?: RawValues
  /** Rows of inlines as they are. */
  kept?: RawInlines
  needsProof?: boolean
  notice?: string | null
}

/** A field that two people changed. */
interface Difference {
  label: string
  theirs: string
  yours: string
  /** True when only others changed it. */
  isTaken: boolean
}

/** Above so many characters a text is not sent as an address is, in which some take nine letters each. */
const LONG_TEXT = 100_000

/** Shows forms of records. */
@inject()
export class FormPages {
  readonly #records: Records

  /** @param records - addresses */
  constructor(records: Records) {
    this.#records = records
  }

  /**
   * @param ctx - a request
   * @param form - what it is about
   * @param state - how it stands
   * @returns the page
   */
  async show(ctx: HttpContext, form: FormOf, state: FormState): Promise<string> {
    const { resource, row, user } = form
    const errors = state.errors ?? {}
    const choices = new FieldChoices([{ raw: state.raw, row }])
    const control: ControlState = { raw: state.raw, errors, choices, looked: lookedFor(ctx), prefix: '' }
    const mayWrite = mayManage(user, { resource, verb: row ? 'change' : 'add', row })
    const reader = mayWrite ? form : { ...form, resource: readOnly(form) }
    return ctx.view.render('admin::pages/records/form', {
      resource,
      row,
      mayWrite,
      base: this.#records.address(resource),
      title: row ? resource.label(row) || `${resource.singular} ${row.$primaryKeyValue}` : `New ${resource.singular}`,
      page: (row && resource.page?.(row)) ?? null,
      links: row ? linksOf(form, row) : [],
      beside: besideOf(form),
      failures: ctx.session.flashMessages.get('adminFailures', []),
      fieldsets: await this.#fieldsets(reader, control),
      inlines: await Promise.all(
        (reader.resource.form?.inlines ?? []).map((inline) => this.#inline(ctx, reader, { inline, state }))
      ),
      errors,
      wrong: wrongOf(form, errors, state.inlines),
      version: versionText(state.version),
      differences: differencesOf(form, state),
      metBy: state.meeting && row ? await lastChange(resource.subject, row) : null,
      needsProof: state.needsProof ?? false,
      restored: state.notice ?? null,
      mayDelete: row !== null && mayManage(user, { resource, verb: 'delete', row }),
      actions: row ? rowActions(resource, user, row) : [],
      mayAdd: mayManage(user, { resource, verb: 'add' }),
      isMultipart: fieldsOf(form).some(isLarge),
    })
  }

  async #fieldsets(form: FormOf, control: ControlState) {
    const fieldsets = (form.resource.form?.fieldsets ?? [])
      .map((set) => ({ ...set, there: set.fields.filter((field) => isThere(form, field)) }))
      .filter(({ there }) => there.length > 0)
    return Promise.all(
      fieldsets.map(async ({ title, help, isClosed = false, there }) => {
        const views = await Promise.all(there.map((field) => fieldView(form, field, control)))
        return { title, help, isClosed: isClosed && views.every((view) => view.errors.length === 0), fields: views }
      })
    )
  }

  async #inline(ctx: HttpContext, form: FormOf, { inline, state }: { inline: AdminInline; state: FormState }) {
    const sent = [...(state.inlines[inline.name] ?? [])]
    const isFull = sent.length >= inline.max
    if (inline.mayAdd !== false && !isFull && (ctx.request.input('_more') === inline.name || sent.length === 0)) {
      sent.push(await newRow(inline))
    }
    const written = new Set(inlineFields(inline).map(({ name }) => name))
    const choices = new FieldChoices(sent)
    const looked = lookedFor(ctx)
    const rows = await Promise.all(
      sent.map(async (one, index) => {
        const errors = byField(one.errors, inline.fields)
        const control = { raw: one.raw, errors, choices, looked, prefix: `inlines[${inline.name}][${index}]` }
        const about = { ...form, row: one.row }
        const fields = inline.fields.filter(({ name, kind }) => written.has(name) || kind !== 'computed' || one.row)
        const views: FieldView[] = await Promise.all(fields.map((field) => fieldView(about, field, control)))
        return { ...one, path: control.prefix, fields: views, rowErrors: errors._row ?? [] }
      })
    )
    return { ...inline, rows, mayAdd: inline.mayAdd !== false && !isFull, mayDelete: inline.mayDelete !== false }
  }
}

/** What is looked for among related rows: a button of the field says so, and keeps everything that was typed. */
function lookedFor({ request }: HttpContext): Record<string, string> {
  const id: unknown = request.input('_find')
  if (typeof id !== 'string') return {}
  const typed: unknown = request.input(`_q_${id}`)
  return { [id]: typeof typed === 'string' ? typed.slice(0, 100).replaceAll('\0', '\uFFFD') : '' }
}

function isLarge({ kind, maxLength = 0 }: { kind: string; maxLength?: number }): boolean {
  return kind === 'image' || kind === 'file' || maxLength > LONG_TEXT
}

function besideOf({ resource, row, user }: FormOf): AdminBeside | null {
  const beside = (row && resource.beside?.(row)) ?? null
  return beside && (beside.permission === undefined || user.can(beside.permission)) ? beside : null
}

function linksOf({ resource, user }: FormOf, row: AnyRow): AdminLink[] {
  const links = resource.links?.(row) ?? []
  return links.filter(({ permission }) => permission === undefined || user.can(permission))
}

function readOnly({ resource }: FormOf): FormOf['resource'] {
  const shown = <Set extends { fields: readonly AdminField<AnyRow>[] }>(set: Set): Set => ({
    ...set,
    fields: set.fields.map((field) => (field.kind === 'computed' ? field : { ...field, readOnly: true })),
  })
  const fieldsets = (resource.form?.fieldsets ?? []).map(shown)
  const inlines = resource.form?.inlines?.map((inline) => ({ ...shown(inline), mayAdd: false, mayDelete: false }))
  return { ...resource, form: { fieldsets, inlines } }
}

function differencesOf(form: FormOf, { meeting, now = {}, typed = {} }: FormState): Difference[] {
  if (!meeting) return []
  const labels = new Map(writtenFields(form).map((field) => [field.name as string, headingOf(field)]))
  const inlines = new Map((form.resource.form?.inlines ?? []).map(({ name, title }) => [name, title]))
  return [...meeting.both, ...meeting.theirs].map((name) => ({
    label: labels.get(name) ?? inlines.get(name.split('.')[1] ?? '') ?? headingOf({ name }),
    theirs: textOf(now[name]),
    yours: textOf(typed[name]),
    isTaken: meeting.theirs.includes(name),
  }))
}

function textOf(value: RawValues[string] | undefined): string {
  return Array.isArray(value) ? value.join(', ') : (value ?? '')
}

async function lastChange(subject: string, row: AnyRow) {
  const audit = await app.container.make(AuditLog)
  const { entries } = await audit.page({ subject: { type: subject, id: row.$primaryKeyValue as number }, limit: 1 })
  return entries[0] ?? null
}
