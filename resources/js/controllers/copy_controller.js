import { Controller } from '@hotwired/stimulus'

/**
 * Copies text. What is copied is the `text` value, or the text of the `source` target; the button says that it is done.
 */
export class CopyController extends Controller {
  static targets = ['button', 'source']
  static values = { text: String }

  connect() {
    // A page that Turbo kept may still say that something was copied.
    this.buttonTarget.textContent = 'Copy'
    if (navigator.clipboard) this.buttonTarget.hidden = false
  }

  disconnect() {
    clearTimeout(this.timer)
  }

  async copy() {
    await navigator.clipboard.writeText(this.hasTextValue ? this.textValue : this.sourceTarget.textContent)
    this.buttonTarget.textContent = 'Copied'
    clearTimeout(this.timer)
    this.timer = setTimeout(() => {
      this.buttonTarget.textContent = 'Copy'
    }, 2000)
  }
}
