import type { AdminChoice, AdminField, AdminInputField, AnyRow } from '@pydotorg/platform/admin'
import type { RawValues } from '#services/form/raw_values'

/** A row of which a form asks: its record, or one of an inline. */
export interface AskingRow {
  raw: RawValues
  row: AnyRow | null
}

type ChoosingField = AdminInputField<AnyRow> & { kind: 'choice' | 'choices' }
type LookingField = AdminInputField<AnyRow> & { kind: 'relation' | 'many' }

/**
 * What fields offer. It is asked once for a field, however many rows a form has of it.
 *
 * @example
 * const choices = new FieldChoices(rows)
 * await choices.of(field)
 */
export class FieldChoices {
  readonly #rows: readonly AskingRow[]
  readonly #asked = new Map<string, Promise<readonly AdminChoice[]>>()

  /** @param rows - all that are shown or checked together */
  constructor(rows: readonly AskingRow[]) {
    this.#rows = rows
  }

  /**
   * @param field - a field
   * @returns what there is to choose; nothing for one that offers nothing
   */
  of(field: AdminField<AnyRow>): Promise<readonly AdminChoice[]> {
    if (!isChoosing(field)) return Promise.resolve([])
    const { choices, name } = field
    return this.#once(`choices ${name}`, async () => (typeof choices === 'function' ? choices() : choices))
  }

  /**
   * @param field - a field with a lookup
   * @param typed - a few letters
   * @param limit - at most so many
   * @returns rows that fit
   */
  found({ name, lookup }: LookingField, typed: string, limit: number): Promise<readonly AdminChoice[]> {
    return this.#once(`found ${name} ${typed}`, () => lookup.find(typed, limit))
  }

  /**
   * @param field - a field with a lookup
   * @param values - that one row has chosen
   * @returns what they are called; those that are gone are left out
   */
  async labels(field: LookingField, values: readonly string[]): Promise<AdminChoice[]> {
    if (values.length === 0) return []
    const { name, lookup } = field
    const all = await this.#once(`labels ${name}`, () => lookup.labels(this.#chosen(field, values)))
    return all.filter(({ value }) => values.includes(value))
  }

  #chosen({ name }: LookingField, values: readonly string[]): string[] {
    const chosen = this.#rows.flatMap(({ raw, row }) => (raw[name] ?? row?.[name] ?? []) as unknown[] | string)
    return [...new Set([...chosen.filter((value) => value !== '').map(String), ...values])]
  }

  #once(key: string, ask: () => Promise<readonly AdminChoice[]>): Promise<readonly AdminChoice[]> {
    const known = this.#asked.get(key) ?? ask()
    this.#asked.set(key, known)
    return known
  }
}

function isChoosing(field: AdminField<AnyRow>): field is ChoosingField {
  return field.kind === 'choice' || field.kind === 'choices'
}
