import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import { currentUser } from '@pydotorg/platform/identity'
import type { SignInProvider } from '#services/sign_in_provider'
import { reasonOf } from './reason_of.js'
import { refusalText, type Refusal } from './refusal_texts.js'

/** What a refusal is about. */
export interface RefusalDetails {
  provider: SignInProvider
  /** Path that the person wanted to be led to. */
  next?: string | null
  /** What was thrown, for the log. */
  cause?: unknown
}

/**
 * Somebody cannot be signed in by another site. They read why, and what they can do: nothing of ours is broken, so it is
 * no failure in the log either.
 */
export class SignInRefused extends Exception {
  static override code = 'E_SIGN_IN_REFUSED'
  readonly #reason: Refusal
  readonly #details: RefusalDetails

  /**
   * @param reason - why
   * @param details - by whom, and where to go on
   */
  constructor(reason: Refusal, details: RefusalDetails) {
    const text = refusalText(reason, details.provider.title)
    super(text.explanation, { status: text.status, cause: details.cause })
    this.#reason = reason
    this.#details = details
  }

  async handle(_error: unknown, ctx: HttpContext): Promise<void> {
    const { provider, next } = this.#details
    const text = refusalText(this.#reason, provider.title)
    const again = text.isWorthAnother ? addressOf(provider, next) : null
    const page = await ctx.view.render('social_sign_in::pages/refused', {
      text,
      again,
      provider,
      isSignedIn: currentUser(ctx) !== undefined,
    })
    ctx.response.status(this.status).header('Cache-Control', 'private, no-store').send(page)
  }

  report(_error: unknown, { logger }: HttpContext): void {
    const { provider, cause } = this.#details
    logger.warn(
      { provider: provider.key, reason: this.#reason, cause: reasonOf(cause) },
      'sign-in by another site was refused'
    )
  }
}

function addressOf({ key }: SignInProvider, next: string | null | undefined): string {
  return `/accounts/social/${key}/${next ? `?next=${encodeURIComponent(next)}` : ''}`
}
