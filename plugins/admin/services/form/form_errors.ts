import type { AdminInline, AnyRow } from '@pydotorg/platform/admin'
import { headingOf } from '#services/list/cells'
import { controlId } from '#services/form/field_views'
import { fieldsOf, type FormOf } from '#services/form/form_fields'
import type { RawInlines } from '#services/form/inline_rows'
import type { FieldErrors } from '#services/form/read_raw'

/** A sentence above a form. */
export interface Wrong {
  text: string
  /** Id of what it speaks of; null when that is no control of the form. */
  id: string | null
}

/**
 * @param errors - as services and rules name them: by attributes, by columns, or by a control beside the field
 * @param fields - of the form
 * @returns them by the names of fields, where there is such a field
 */
export function byField(errors: FieldErrors, fields: readonly { name: string }[]): FieldErrors {
  const names = new Set(fields.map(({ name }) => name))
  const found: FieldErrors = {}
  for (const [named, sentences] of Object.entries(errors)) {
    const attribute = named.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase())
    const candidates = [named, attribute, named.replace(/MarkupType$|_zone$/, '')]
    const name = candidates.find((one) => names.has(one)) ?? named
    found[name] = [...(found[name] ?? []), ...sentences]
  }
  return found
}

/**
 * @param form - what it is about
 * @param errors - by the names of its fields
 * @param inlines - its rows, with their errors
 * @returns what is wrong, in the order in which it was found
 */
export function wrongOf(form: FormOf, errors: FieldErrors, inlines: RawInlines): Wrong[] {
  const labels = new Map(fieldsOf(form).map((field) => [field.name as string, headingOf(field)]))
  const ofFields = Object.entries(errors).map(([name, [text = '']]) => {
    return labels.has(name) ? { id: controlId(name), text: `${labels.get(name)}: ${text}` } : { id: null, text }
  })
  const ofRows = (form.resource.form?.inlines ?? []).flatMap((inline) => wrongRows(inline, inlines))
  return [...ofFields, ...ofRows]
}

function wrongRows({ name: inline, title, fields }: AdminInline, inlines: RawInlines): Wrong[] {
  const labels = new Map(
    fields.map((field) => [field.name as string, headingOf(field as { name: keyof AnyRow & string })])
  )
  return (inlines[inline] ?? []).flatMap(({ errors }, index) =>
    Object.entries(byField(errors, fields)).map(([name, [text = '']]) => {
      const row = `${title} ${index + 1}`
      if (!labels.has(name)) return { id: `inline-${inline}`, text: `${row}: ${text}` }
      return { id: controlId(`inlines[${inline}][${index}][${name}]`), text: `${row}, ${labels.get(name)}: ${text}` }
    })
  )
}
