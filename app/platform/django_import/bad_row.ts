import { errors } from '@vinejs/vine'

/** Ids here are 32-bit integers. */
const GREATEST_ID = 2_147_483_647

/** A row that cannot be taken in; the message says why, for operators. */
export class BadRow extends Error {}

/**
 * @param pk - of a row
 * @returns the same
 * @throws BadRow when no table here can have it as an id
 */
export function idOf(pk: unknown): number {
  if (!Number.isInteger(pk) || Number(pk) < 1 || Number(pk) > GREATEST_ID) throw new BadRow('its pk is no id')
  return Number(pk)
}

/**
 * @param validator - made by Vine
 * @param given - fields of a row
 * @returns them, validated
 * @throws BadRow that names each field that is wrong
 */
export async function validFields<T>(
  validator: { validate: (given: unknown) => Promise<T> },
  given: unknown
): Promise<T> {
  // PostgreSQL keeps every character in a text but this one.
  if (JSON.stringify(given).includes('\\u0000')) throw new BadRow('there is a NUL character in it')
  try {
    return await validator.validate(given)
  } catch (error) {
    if (!(error instanceof errors.E_VALIDATION_ERROR)) throw error
    const messages = error.messages as { field: string; message: string }[]
    throw new BadRow(messages.map(({ field, message }) => `${field}: ${message}`).join('; '))
  }
}
