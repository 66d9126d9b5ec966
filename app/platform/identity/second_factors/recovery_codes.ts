import { createHash, randomInt } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { RecoveryCode } from '../models/recovery_code.js'
import type { User } from '../models/user.js'

const HOW_MANY = 10

/** Crockford's Base32: no i, l, o, u, which are read as something else. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/**
 * 80 bits. With the usual ten characters, 50 bits, a stolen table of fast hashes would be searched through in a day by one
 * graphics card; 80 bits are out of reach, so SHA-256 without salt is enough, and a code is found by its hash.
 */
const LENGTH = 16

/**
 * Codes on paper for who has lost their authenticator app, each good for one time.
 *
 * @example
 * const codes = await db.transaction((trx) => recoveryCodes.renew(user, trx)) // ['k3vq-9t0z-…', …]
 */
export class RecoveryCodes {
  /**
   * @param user - whose
   * @param client - a transaction
   * @returns ten codes, the only time that anybody sees them; those before are worth nothing
   */
  async renew(user: User, client: TransactionClientContract): Promise<string[]> {
    await this.forget(user, client)
    const codes = Array.from({ length: HOW_MANY }, randomCode)
    const rows = codes.map((code) => ({ userId: user.id, hash: hashOf(code) }))
    await RecoveryCode.createMany(rows, { client })
    return codes
  }

  /**
   * @param user - who signs in
   * @param typed - a code, in any case, with or without hyphens; O, I and L count as the digits that they look like
   * @returns true when it is theirs and was not used before; from now on it is
   */
  async use(user: User, typed: string): Promise<boolean> {
    const code = normalised(typed)
    if (code.length !== LENGTH) return false
    const used = await db
      .from('recovery_codes')
      .where({ user_id: user.id, hash: hashOf(code) })
      .whereNull('used_at')
      .update({ used_at: new Date(), updated_at: new Date() })
    return Number(used) === 1
  }

  /** @returns how many are left, 0 to 10 */
  async left(user: User): Promise<number> {
    const [{ count }] = await db
      .from('recovery_codes')
      .where('user_id', user.id)
      .whereNull('used_at')
      .count('* as count')
    return Number(count)
  }

  /** Makes all of them worthless. */
  async forget(user: User, client: TransactionClientContract): Promise<void> {
    await client.from('recovery_codes').where('user_id', user.id).delete()
  }
}

function randomCode(): string {
  const characters = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)])
  return characters.join('').replace(/.{4}(?=.)/g, '$&-')
}

function normalised(typed: string): string {
  const plain = typed.slice(0, 100).toLowerCase().replace(/[\s-]/g, '')
  return plain.replaceAll('o', '0').replace(/[il]/g, '1')
}

function hashOf(code: string): string {
  return createHash('sha256').update(normalised(code)).digest('hex')
}
