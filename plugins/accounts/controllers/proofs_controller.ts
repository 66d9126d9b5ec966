import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { localPath } from '@pydotorg/platform/http'
import { hasFreshProof, noteProof } from '@pydotorg/platform/identity'
import OwnAccountPolicy from '#policies/own_account_policy'
import { Proof } from '#services/proof'
import { proofForm } from '#validators/proof'

/** Asks somebody who is signed in once more who they are; `sudo()` leads here. */
@inject()
export default class ProofsController {
  readonly #proof: Proof

  constructor(proof: Proof) {
    this.#proof = proof
  }

  async create(ctx: HttpContext): Promise<string | void> {
    const { auth, request, response, view } = ctx
    const next = localPath(request.input('next'))
    if (hasFreshProof(ctx)) return response.redirect().toPath(next ?? '/accounts/security/')
    const ways = await this.#proof.waysOf(auth.getUserOrFail())
    return view.render('accounts::pages/proofs/create', { next, ways })
  }

  async store(ctx: HttpContext): Promise<void> {
    const { auth, bouncer, request, response } = ctx
    const user = auth.getUserOrFail()
    await bouncer.with(OwnAccountPolicy).authorize('protect', user)
    const { next, ...brought } = await request.validateUsing(proofForm)
    await this.#proof.check(ctx, user, brought)
    noteProof(ctx)
    return response
      .redirect()
      .status(303)
      .toPath(localPath(next) ?? '/accounts/security/')
  }
}
