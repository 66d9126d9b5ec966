import { Controller } from '@hotwired/stimulus'

/**
 * Moves entries of a list by dragging. The buttons up and down do without it; what came of a move is read out here, since
 * the frame around the list is replaced.
 */
export class ReorderController extends Controller {
  static targets = ['form', 'live', 'said']

  initialize() {
    this.tell = this.tell.bind(this)
  }

  connect() {
    this.element.addEventListener('turbo:frame-load', this.tell)
  }

  disconnect() {
    this.element.removeEventListener('turbo:frame-load', this.tell)
  }

  tell() {
    this.liveTarget.textContent = this.hasSaidTarget ? this.saidTarget.textContent.trim() : ''
  }

  start(event) {
    this.dragged = entryOf(event.target)
    event.dataTransfer.effectAllowed = 'move'
    event.dataTransfer.setData('text/plain', this.dragged.dataset.key)
    event.dataTransfer.setDragImage(this.dragged, 12, 12)
  }

  over(event) {
    const place = this.#placeOf(event)
    this.#unmark()
    if (!place) return
    event.preventDefault()
    place.entry.dataset.drop = place.side
  }

  drop(event) {
    const place = this.#placeOf(event)
    const { dragged } = this
    this.end()
    if (!place) return
    event.preventDefault()
    const move = document.createElement('input')
    Object.assign(move, { type: 'hidden', name: 'move' })
    move.value = `${dragged.dataset.key} ${place.side} ${place.entry.dataset.key}`
    this.formTarget.append(move)
    this.formTarget.requestSubmit()
  }

  end() {
    this.dragged = null
    this.#unmark()
  }

  /** Beside which entry the pointer is, and on which side of it; null for the dragged one and what stands below it. */
  #placeOf({ target, clientY }) {
    const entry = entryOf(target)
    if (!this.dragged || !entry || this.dragged.contains(entry)) return null
    const { top, height } = entry.firstElementChild.getBoundingClientRect()
    return { entry, side: clientY < top + height / 2 ? 'before' : 'after' }
  }

  #unmark() {
    for (const entry of this.element.querySelectorAll('[data-drop]')) delete entry.dataset.drop
  }
}

function entryOf(element) {
  return element.closest('li[data-key]')
}
