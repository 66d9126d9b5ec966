import vine from '@vinejs/vine'

/** Id of a row, from the address; routes let nothing but digits through, and PostgreSQL's integers end here. */
export const rowId = vine.create({ id: vine.number().withoutDecimals().min(1).max(2_147_483_647) })
