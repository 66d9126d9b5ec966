import type { HttpContext } from '@adonisjs/core/http'

/** Somebody as a provider knows them. Only `provider` and `subject` together tell who it is. */
export interface ProviderIdentity {
  /** Key of the provider, e.g. `github`. */
  provider: string
  /** The provider's own id of the person, which stays when they change name or address. */
  subject: string
  email: string | null
  /** True when the provider says that the person has shown the address to be theirs. */
  emailVerified: boolean
  firstName: string
  lastName: string
  /** What the person is called there; not yet a name that is free or allowed here. */
  suggestedUsername: string
}

/** Secrets of one attempt to sign in, kept in the session of who makes it. */
export interface AttemptSecrets {
  /** Comes back with the person, who else would be anybody. */
  state: string
  /** Comes back inside the ID token. */
  nonce: string
  /** Shows to the provider that who redeems the code is who asked for it (PKCE). */
  verifier: string
}

/** What a provider needs to know of an attempt. */
export interface SignInAttempt {
  secrets: AttemptSecrets
  /** Address of this site to which the provider sends people back. */
  callback: string
  /** True to have the provider ask the person for more than an open session, where it can. */
  askAgain: boolean
}

/** A site whose accounts people may sign in with. */
export interface SignInProvider {
  /** Stable name in addresses and in the table of linked accounts. */
  readonly key: string
  /** What people call it. */
  readonly title: string
  /** The feature by which operators switch it off and on. */
  readonly feature: string
  /** An Edge template with its SVG. */
  readonly mark: string
  /** Whether it asks for more than an open session when it is told to, and says when it did. */
  readonly canAskAgain: boolean

  /**
   * @param ctx - the request of who wants to sign in
   * @param attempt - theirs
   * @returns where to lead them
   * @throws Error when the provider cannot be reached
   */
  authorizationAddress(ctx: HttpContext, attempt: SignInAttempt): Promise<string>

  /**
   * Redeems the code that came back. The state has been checked.
   *
   * @param ctx - the request that the provider sent back
   * @param attempt - the same as before
   * @returns who it is
   * @throws Error when the provider cannot be reached, refuses, or answers what cannot be trusted
   */
  identify(ctx: HttpContext, attempt: SignInAttempt): Promise<ProviderIdentity>
}
