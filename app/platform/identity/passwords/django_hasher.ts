import { pbkdf2, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { HashDriverContract } from '@adonisjs/core/types/hash'

const derive = promisify(pbkdf2)

/** `algorithm$iterations$salt$digest`, the digest being 32 bytes in Base64. */
const FORMAT = /^pbkdf2_sha256\$([1-9]\d{0,7})\$([^$]{1,128})\$([A-Za-z0-9+/]{43}=)$/

/** Ten times what Django's newest version uses. A number that stands in an imported file must not stop the site. */
const MOST_ITERATIONS = 10_000_000

interface DjangoHash {
  iterations: number
  salt: string
  digest: Buffer
}

/**
 * Reads the password hashes that Django wrote, `pbkdf2_sha256`, so that people whose accounts came from python.org can
 * sign in. It writes none: at the first sign-in the password is hashed anew.
 *
 * @example
 * defineConfig({ default: 'scrypt', list: { scrypt: drivers.scrypt({}), django: () => new DjangoHasher() } })
 */
export class DjangoHasher implements HashDriverContract {
  /** @returns true for a hash in Django's format; whether it belongs to a password is another question */
  isValidHash(value: string): boolean {
    return parse(value) !== null
  }

  /** @throws Error always: no new password is kept in this format */
  async make(): Promise<string> {
    throw new Error("Django's password hashes are read, and never written.")
  }

  /**
   * @param hash - as Django wrote it
   * @param plain - the password as it was typed
   * @returns true when the hash was made of it; false for every other algorithm
   */
  async verify(hash: string, plain: string): Promise<boolean> {
    const parsed = parse(hash)
    if (parsed === null) return false
    const digest = await derive(plain, parsed.salt, parsed.iterations, parsed.digest.length, 'sha256')
    return timingSafeEqual(digest, parsed.digest)
  }

  /** @returns true always */
  needsReHash(): boolean {
    return true
  }
}

function parse(hash: string): DjangoHash | null {
  const parts = FORMAT.exec(hash)
  if (parts === null) return null
  const iterations = Number(parts[1])
  if (iterations > MOST_ITERATIONS) return null
  return { iterations, salt: parts[2]!, digest: Buffer.from(parts[3]!, 'base64') }
}
