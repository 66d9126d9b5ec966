import { Controller } from '@hotwired/stimulus'

/** Milliseconds without a key press after which the list follows. */
const PAUSE = 250

/** What the list shows when a field says nothing. */
const DEFAULTS = { q: '', series: '', stage: 'final' }

/** @returns what a stop of the keyboard is called, whatever the filter makes of the numbers beside it */
function nameOf(stop) {
  return (stop.querySelector('.release-group-title') ?? stop).textContent.trim()
}

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

  /** Whoever went on to the list before it changed must not be thrown back to the top of the page. */
  keepPlace({ target: frame }) {
    const focused = document.activeElement
    this.place = frame.contains(focused) ? nameOf(focused) : null
  }

  findPlace({ target: frame }) {
    if (this.place === null) return
    const stops = [...frame.querySelectorAll('summary, a')]
    const place = stops.find((stop) => nameOf(stop) === this.place) ?? stops[0]
    place?.focus({ preventScroll: true })
  }

  /**
   * An address that can be passed on. Turbo would make a visit of it (`data-turbo-action`), which comes some moments after
   * the list and ends whatever link was followed meanwhile; and the page as it stands is not that of its first address.
   */
  nameAddress({ target: frame }) {
    const { navigator, cache } = window.Turbo
    const address = new URL(frame.src)
    address.hash = ''
    navigator.history.replace(address, navigator.history.restorationIdentifier)
    cache.exemptPageFromCache()
  }

  /** The frame is replaced as a whole, which screen readers do not announce; the line above it stays and is. */
  announce() {
    this.statusTarget.textContent = this.element.querySelector('[data-count]').textContent
  }
}
