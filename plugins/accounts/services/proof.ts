import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { formError } from '@pydotorg/platform/http'
import type { User } from '@pydotorg/platform/identity'
import { Passwords } from '@pydotorg/platform/identity/passwords'
import { Passkeys } from '@pydotorg/platform/identity/second_factors'
import { refuse } from '#services/refused_passkey'
import { SecondStep } from '#services/second_step'

/** By what somebody can prove who they are. */
export interface ProofWays {
  password: boolean
  passkey: boolean
  /** Codes of an app stand in for a password, never for the lack of one that is known. */
  code: boolean
  /** A link by mail, for who has nothing else. */
  link: boolean
}

/** What somebody brought; one of them. */
export interface BroughtProof {
  password?: string
  code?: string
  credential?: unknown
}

/** Checks who is there, of somebody who is signed in already. */
@inject()
export class Proof {
  readonly #passwords: Passwords
  readonly #step: SecondStep
  readonly #passkeys: Passkeys

  constructor(passwords: Passwords, step: SecondStep, passkeys: Passkeys) {
    this.#passwords = passwords
    this.#step = step
    this.#passkeys = passkeys
  }

  async waysOf(user: User): Promise<ProofWays> {
    const password = user.password !== null
    const passkey = (await this.#passkeys.list(user)).length > 0
    const code = !password && (await this.#step.isOn(user))
    return { password, passkey, code, link: !password && !code }
  }

  /**
   * @param ctx - a request of the person
   * @param user - who has to prove it
   * @param brought - what they brought
   * @throws E_VALIDATION_ERROR beside the field that is wrong
   */
  async check(ctx: HttpContext, user: User, brought: BroughtProof): Promise<void> {
    const ways = await this.waysOf(user)
    if (brought.credential !== undefined) return this.#checkPasskey(ctx, user, brought.credential)
    if (ways.code) return this.#checkCode(ctx, user, brought.code ?? '')
    if (!(await this.#passwords.verify(user.password, brought.password ?? ''))) {
      throw formError('password', 'This is not your password.', 'credentials')
    }
  }

  async #checkPasskey(ctx: HttpContext, user: User, credential: unknown): Promise<void> {
    const owner = await this.#passkeys.authenticate(ctx, credential).catch(refuse)
    if (owner.id !== user.id) throw formError('credential', 'This passkey belongs to another account.', 'passkey')
  }

  async #checkCode(ctx: HttpContext, user: User, code: string): Promise<void> {
    if (await this.#step.accepts(ctx, user, code)) return
    throw formError('code', 'This code is not right, or it was used already. Wait for the next one.', 'code')
  }
}
