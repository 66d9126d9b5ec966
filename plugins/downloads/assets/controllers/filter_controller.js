import { Controller } from '@hotwired/stimulus'

/** Milliseconds without a key press after which the list follows. */
const PAUSE = 250

/** What the list shows when a field says nothing. */
const DEFAULTS = { q: '', series: '', stage: 'final' }

/**
 * Makes the list of releases follow its filter while one types: sends the form by itself, into the frame around the
 * list. Without scripts the form has a button.
 */
export class FilterController extends Controller {
  static targets = ['form', 'status']

  disconnect() {
    clearTimeout(this.timer)
  }

  submitSoon() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.formTarget.requestSubmit(), PAUSE)
  }

  /** Keeps addresses short enough to be passed on. */
  leaveOutDefaults({ formData }) {
    for (const [name, value] of Object.entries(DEFAULTS)) {
      if (formData.get(name) === value) formData.delete(name)
    }
  }

  /** The frame is replaced as a whole, which screen readers do not announce; the line above it stays and is. */
  announce() {
    this.statusTarget.textContent = this.element.querySelector('[data-count]').textContent
  }
}
