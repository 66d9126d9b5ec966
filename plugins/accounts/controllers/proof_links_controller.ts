import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import { localPath } from '@pydotorg/platform/http'
import { noteProof } from '@pydotorg/platform/identity'
import OwnAccountPolicy from '#policies/own_account_policy'
import { Proof } from '#services/proof'
import { ProofLinks } from '#services/proof_links'
import { proofLinkForm } from '#validators/proof'

/** Where the link leads in the end; it is the same browser, so it need not stand in the mail. */
const NEXT = 'accounts.proof_next'

/** A mailed link by which people without a password and without an app prove who they are. */
@inject()
export default class ProofLinksController {
  readonly #proof: Proof
  readonly #links: ProofLinks

  constructor(proof: Proof, links: ProofLinks) {
    this.#proof = proof
    this.#links = links
  }

  /** Sends it. */
  async store(ctx: HttpContext): Promise<void> {
    const { auth, bouncer, request, response, session } = ctx
    const user = auth.getUserOrFail()
    await bouncer.with(OwnAccountPolicy).authorize('protect', user)
    const { next } = await request.validateUsing(proofLinkForm)
    if (!(await this.#proof.waysOf(user)).link) {
      throw new Exception('Confirm by your password or a code of your app.', { status: 409, code: 'E_OTHER_PROOF' })
    }
    session.put(NEXT, localPath(next) ?? '')
    this.#links.send(ctx, user)
    session.flash('notice', `A link is on its way to ${user.email}. Open it in this browser.`)
    return response.redirect().status(303).toPath('/accounts/confirm/')
  }

  /** Programs that check mails open every link, so opening it does nothing. */
  async edit({ auth, params, view }: HttpContext): Promise<string> {
    const isGood = await this.#links.isGood(auth.getUserOrFail(), params.key)
    return view.render('accounts::pages/proofs/link', { isGood, key: params.key })
  }

  async update(ctx: HttpContext): Promise<void> {
    const { auth, bouncer, params, response, session } = ctx
    const user = auth.getUserOrFail()
    await bouncer.with(OwnAccountPolicy).authorize('protect', user)
    const used = await this.#links.use(user, params.key)
    if (!used) return response.redirect().status(303).toPath(`/accounts/confirm/link/${params.key}/`)
    noteProof(ctx)
    return response
      .redirect()
      .status(303)
      .toPath(localPath(session.pull(NEXT, null)) ?? '/accounts/security/')
  }
}
