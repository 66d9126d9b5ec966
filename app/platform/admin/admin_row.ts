import type { LucidModel, LucidRow, ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'

/** A row of a model that nobody here knows more of. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a declaration knows its row; what reads declarations does not
export type AnyRow = LucidRow & Record<string, any>

/** Names of what a row has: its columns, relations and getters. */
export type AttributeOf<Row> = Extract<keyof Row, string>

/** A query of a model whose rows are known. */
export type RowQuery<Row> = ModelQueryBuilderContract<Omit<LucidModel, never> & (new () => Row & LucidRow), Row>

/** Something to choose from: what is kept, and what people read. */
export interface AdminChoice {
  value: string
  label: string
}

/** How much attention a badge asks for; the words say it as well. */
export type AdminTone = 'plain' | 'info' | 'success' | 'warning' | 'error'
