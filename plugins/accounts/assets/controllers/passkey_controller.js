import { Controller } from '@hotwired/stimulus'
import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
} from '@simplewebauthn/browser'

/** What the browser's errors mean to a person; the rest is told as it is. */
const SENTENCES = {
  ERROR_CEREMONY_ABORTED: '',
  ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED: 'This device has a passkey for your account already.',
  ERROR_AUTHENTICATOR_MISSING_USER_VERIFICATION_SUPPORT: 'This device cannot ask for a fingerprint, a face or a PIN.',
  NotAllowedError: 'The browser stopped: it was cancelled, it took too long, or there is no passkey for this site.',
}

/**
 * A form whose answer comes from a passkey: asks the server for a challenge, the browser for an answer to it, and sends
 * the form with that. With `autofill` the browser offers passkeys where the username is typed.
 */
export class PasskeyController extends Controller {
  static targets = ['credential', 'trouble', 'button']
  static values = { ceremony: String, options: String, autofill: Boolean }

  connect() {
    if (!browserSupportsWebAuthn()) {
      if (this.hasButtonTarget) this.buttonTarget.hidden = true
      return this.#tell('This browser has no passkeys, or the address is not a secure one (https).')
    }
    if (this.autofillValue) this.#offerInField()
  }

  disconnect() {
    // What was offered in a field waits for ever, and would answer on another page.
    WebAuthnAbortService.cancelCeremony()
  }

  async ask(event) {
    // The second time the form has its answer, and goes.
    if (this.credentialTarget.value) return
    event.preventDefault()
    this.#tell('')
    await this.#answer({})
  }

  async #offerInField() {
    if (!(await browserSupportsWebAuthnAutofill())) return
    await this.#answer({ useBrowserAutofill: true })
  }

  async #answer(settings) {
    try {
      const optionsJSON = await this.#options()
      const start = this.ceremonyValue === 'registration' ? startRegistration : startAuthentication
      const answer = await start({ optionsJSON, ...settings })
      this.credentialTarget.value = JSON.stringify(answer)
      this.element.requestSubmit()
    } catch (error) {
      // What was offered in a field and not taken is no trouble.
      if (!settings.useBrowserAutofill) this.#tell(SENTENCES[error.code] ?? SENTENCES[error.name] ?? error.message)
    }
  }

  async #options() {
    const token = this.element.querySelector('[name=_csrf]').value
    const response = await fetch(this.optionsValue, {
      method: 'POST',
      headers: { 'Accept': 'application/json', 'X-CSRF-Token': token },
    })
    if (response.ok) return response.json()
    const { detail } = await response.json()
    throw new Error(detail)
  }

  #tell(sentence) {
    this.troubleTarget.textContent = sentence
    this.troubleTarget.hidden = sentence === ''
  }
}
