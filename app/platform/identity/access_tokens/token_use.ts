import db from '@adonisjs/lucid/services/db'

/** How old the note of the last use gets before it is written again. */
const NOTED_AFTER_MS = 60_000

/** A condition on `access_tokens`. */
export const NOT_EXPIRED = '(access_tokens.expires_at is null or access_tokens.expires_at > now())'

/**
 * Notes that a token was used. A program that asks a hundred times a second costs one write a minute.
 *
 * @param id - of the token
 * @param lastUsedAt - as it was read with the token
 */
export async function noteTokenUse(id: number, lastUsedAt: Date | null): Promise<void> {
  if (lastUsedAt !== null && Date.now() - lastUsedAt.getTime() < NOTED_AFTER_MS) return
  await db.from('access_tokens').where('id', id).update({ last_used_at: new Date() })
}
