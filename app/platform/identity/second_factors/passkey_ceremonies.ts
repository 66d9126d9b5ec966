import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
  VerifiedAuthenticationResponse,
  VerifiedRegistrationResponse,
} from '@simplewebauthn/server'
import type { Passkey } from '../models/passkey.js'
import type { User } from '../models/user.js'
import { PasskeyRefused } from './passkey_refused.js'

/** What a passkey is bound to. */
export interface RelyingParty {
  /** Host of the site's address. All passkeys are lost when it changes. */
  id: string
  /** What the browser calls the site. */
  name: string
  /** Scheme, host and port of the site's address. */
  origin: string
}

/** What a browser made and the site has checked. */
export type NewCredential = NonNullable<VerifiedRegistrationResponse['registrationInfo']>

/** EdDSA, ES256, RS256: every authenticator knows one of them. Named, so that Node's experimental ones stay out. */
const ALGORITHMS = [-8, -7, -257]

/**
 * The two ceremonies of WebAuthn, without accounts and tables. The person must be verified by their authenticator, with a
 * PIN or a fingerprint, in both.
 */
export class PasskeyCeremonies {
  readonly #party: RelyingParty

  /** @param party - what passkeys are bound to */
  constructor(party: RelyingParty) {
    this.#party = party
  }

  /**
   * @param user - who adds a passkey
   * @param owned - those that they have: an authenticator that holds one of them makes no second
   * @returns for the browser's `navigator.credentials.create`
   */
  async registrationOptions(user: User, owned: readonly Passkey[]): Promise<PublicKeyCredentialCreationOptionsJSON> {
    const { generateRegistrationOptions } = await import('@simplewebauthn/server')
    return generateRegistrationOptions({
      rpName: this.#party.name,
      rpID: this.#party.id,
      userID: new Uint8Array(handleOf(user.id)),
      userName: user.username,
      userDisplayName: user.displayName,
      supportedAlgorithmIDs: ALGORITHMS,
      excludeCredentials: owned.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
  }

  /**
   * @param response - what the browser sent
   * @param challenge - that it was given
   * @returns the credential
   * @throws PasskeyRefused
   */
  async verifyRegistration(response: unknown, challenge: string): Promise<NewCredential> {
    const { verifyRegistrationResponse } = await import('@simplewebauthn/server')
    const { registrationInfo } = await refuseErrors(() =>
      verifyRegistrationResponse({
        response: response as RegistrationResponseJSON,
        expectedChallenge: challenge,
        expectedOrigin: this.#party.origin,
        expectedRPID: this.#party.id,
        requireUserVerification: true,
        supportedAlgorithmIDs: ALGORITHMS,
      })
    )
    if (!registrationInfo) throw new PasskeyRefused('This passkey could not be checked.')
    return registrationInfo
  }

  /** @returns for the browser's `navigator.credentials.get`; the person chooses the account there */
  async authenticationOptions(): Promise<PublicKeyCredentialRequestOptionsJSON> {
    const { generateAuthenticationOptions } = await import('@simplewebauthn/server')
    return generateAuthenticationOptions({ rpID: this.#party.id, userVerification: 'required' })
  }

  /**
   * @param response - what the browser sent
   * @param challenge - that it was given
   * @param passkey - that it says it has used
   * @returns the new counter, and whether the passkey is backed up
   * @throws PasskeyRefused, also when the counter does not grow: then somebody has a copy
   */
  async verifyAuthentication(
    response: unknown,
    challenge: string,
    passkey: Passkey
  ): Promise<VerifiedAuthenticationResponse['authenticationInfo']> {
    const { verifyAuthenticationResponse } = await import('@simplewebauthn/server')
    const { credentialId: id, counter, transports } = passkey
    const { verified, authenticationInfo } = await refuseErrors(() =>
      verifyAuthenticationResponse({
        response: response as AuthenticationResponseJSON,
        expectedChallenge: challenge,
        expectedOrigin: this.#party.origin,
        expectedRPID: this.#party.id,
        requireUserVerification: true,
        credential: { id, counter, transports, publicKey: new Uint8Array(passkey.publicKey) },
      })
    )
    const { userHandle } = (response as AuthenticationResponseJSON).response
    const isOwners = !userHandle || Buffer.from(userHandle, 'base64url').equals(handleOf(passkey.userId))
    if (!verified || !isOwners) throw new PasskeyRefused('This passkey could not be checked.')
    return authenticationInfo
  }
}

/** By what authenticators know an account: one passkey for each of them, and nothing about the person. */
function handleOf(userId: number): Buffer {
  return Buffer.from(String(userId))
}

/** The library throws plain errors for whatever is wrong with what a browser, or somebody else, has sent. */
async function refuseErrors<T>(verify: () => Promise<T>): Promise<T> {
  try {
    return await verify()
  } catch (error) {
    throw new PasskeyRefused('This passkey could not be checked.', { cause: error })
  }
}
