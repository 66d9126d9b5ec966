import app from '@adonisjs/core/services/app'
import { defineConfig, drivers } from '@adonisjs/core/hash'
import { DjangoHasher } from '@pydotorg/platform/identity/passwords'

/*
| scrypt with N = 2^15, r = 8, p = 3: one of the settings that OWASP's cheat sheet calls equally strong, and the one that
| needs the least memory, 32 MiB for each check; libuv runs four at a time. On a 2-core machine of 2026 a check takes
| 141 ms (Django's own of 1,000,000 rounds: 103 ms); N = 2^17, p = 1 took 229 ms and 128 MiB. Raise the numbers with the
| years: who signs in is hashed anew.
*/
const hashConfig = defineConfig({
  default: 'scrypt',
  list: {
    scrypt: drivers.scrypt({
      // A suite makes hundreds of accounts, and what it tests is not how slow a hash is.
      cost: app.inTest ? 2 ** 10 : 2 ** 15,
      blockSize: 8,
      parallelization: app.inTest ? 1 : 3,
      saltSize: 16,
      keyLength: 64,
      maxMemory: 64 * 1024 * 1024,
    }),
    // Only reads: passwords of accounts that were imported from python.org.
    django: () => new DjangoHasher(),
  },
})

export default hashConfig

/**
 * Milliseconds after which a wrong password is told: longer than a check takes, so that the time does not tell whether
 * there is such an account, or how old its hash is.
 */
export const refusalAfterMs = app.inTest ? 0 : 400

declare module '@adonisjs/core/types' {
  export interface HashersList extends InferHashers<typeof hashConfig> {}
}
