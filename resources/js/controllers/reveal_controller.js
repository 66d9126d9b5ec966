import { Controller } from '@hotwired/stimulus'

/** Shows what is typed into a password field, and hides it again before it is sent. */
export class RevealController extends Controller {
  static targets = ['field', 'button']

  connect() {
    this.buttonTarget.hidden = false
    this.fieldTarget.form?.addEventListener('submit', this.hide)
  }

  disconnect() {
    this.fieldTarget.form?.removeEventListener('submit', this.hide)
    this.hide()
  }

  toggle() {
    this.show(this.fieldTarget.type === 'password')
    this.fieldTarget.focus()
  }

  hide = () => this.show(false)

  show(isVisible) {
    this.fieldTarget.type = isVisible ? 'text' : 'password'
    this.buttonTarget.setAttribute('aria-pressed', String(isVisible))
  }
}
