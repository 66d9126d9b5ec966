import type { FieldFaults } from './wire_writes.js'

/** Why a row is not saved. Each version of the API tells it in its own way. */
export interface Refusal {
  /** What is wrong with single fields; values that are taken are not among them. */
  faults: FieldFaults
  /** Fields whose related row does not exist. */
  missing: readonly string[]
  /** Fields whose value another row has. */
  taken: readonly string[]
  /** True when another row has the mark that only one may have. */
  marked: boolean
  /** What is wrong with the values together; only asked when all else is right. */
  together: FieldFaults
}

/** The row is not saved. */
export class RowRefused extends Error {
  readonly refusal: Refusal

  /** @param refusal - what is known of it; the rest is as if all were right */
  constructor(refusal: Partial<Refusal>) {
    super('The row was refused')
    this.refusal = { faults: {}, missing: [], taken: [], marked: false, together: {}, ...refusal }
  }
}

/** The row that was to be changed is gone. */
export class RowGone extends Error {}

/**
 * @param faults - by fields
 * @returns true when there is none
 */
export function isSound(faults: FieldFaults): boolean {
  return Object.keys(faults).length === 0
}
