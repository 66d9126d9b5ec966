import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { Lazy } from '../../plugins/lazy.js'
import type { WireAccount } from '../wire_credentials.js'

/** A field's value as a row takes it; a moment is an ISO text in UTC, a related row its id. */
export type WireValue = string | number | boolean | null

/** Values by the names of fields. */
export type WireValues = Readonly<Record<string, WireValue>>

/** What is wrong, by the names of fields. */
export type FieldFaults = Readonly<Record<string, readonly string[]>>

/** What a field takes, beyond what its kind and its notes say: a field without a fallback must be given. */
export interface WriteField {
  /** Most characters of a text. */
  longest?: number
  /** What a text must look like. */
  format?: 'slug' | 'url'
  /** Smallest number. */
  least?: number
  /** The field whose slug it becomes when version 1 is given none; version 2 wants one, as python.org's does. */
  slugOf?: string
  /** True for a moment that is now unless it is given. */
  orNow?: boolean
  /** Path of another plugin's collection: the id in its addresses is kept, or null. */
  addressOf?: string
}

/** There may be one row at most with a mark for each combination of other fields. */
export interface OneMarkRule {
  /** The field that is true for one row only. */
  mark: string
  /** Fields that make the combination; each holds an id. */
  of: readonly string[]
  /** What version 1 says of a second row. */
  sentence: string
}

/** How rows of a resource are written. */
export interface WireWrites {
  /** What a row is called, as in `Release File with this slug already exists.` */
  noun: string
  /** What clients may write, in the order in which version 2 checks it. */
  fields: Readonly<Record<string, WriteField>>
  oneMark?: OneMarkRule
  /** A related field by which all rows of one other row can be removed in one request. */
  removableBy?: string
  rows: Lazy<WireRows>
}

/** What is being written, in one transaction. */
export interface WireChange {
  trx: TransactionClientContract
  /** Who writes. */
  account: WireAccount
}

/** A row that is about to be saved. */
export interface WireCandidate {
  /** All its values. */
  values: WireValues
  /** What is there now; null for a new row. */
  stored: WireValues | null
}

/** Reads and writes rows by the models of the plugin, so that their hooks run. */
export interface WireRows {
  /**
   * @param candidate - a row whose fields are all right, each by itself
   * @param change - in which it would be saved
   * @returns what is wrong with them together; empty when nothing is
   */
  faults(candidate: WireCandidate, change: WireChange): FieldFaults | Promise<FieldFaults>
  /** The row as it is now, locked until the transaction ends; null without one. */
  stored(id: number, change: WireChange): Promise<WireValues | null>
  /** @returns the new row's id */
  create(values: WireValues, change: WireChange): Promise<number>
  /** The row was found by `stored` in the same transaction. */
  update(id: number, values: WireValues, change: WireChange): Promise<void>
  /** @returns what the rows were that are gone now, by their ids */
  remove(ids: readonly number[], change: WireChange): Promise<ReadonlyMap<number, WireValues>>
}
