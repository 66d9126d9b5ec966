import { Controller } from '@hotwired/stimulus'

/** Closes the panels of the main menu on Escape and on a click elsewhere. Opening them needs no script. */
export class MenuController extends Controller {
  closeOnEscape(event) {
    const open = this.element.querySelector('details[open]')
    if (!open) return
    event.stopPropagation()
    open.open = false
    open.querySelector('summary').focus()
  }

  closeOutside(event) {
    if (this.element.contains(event.target)) return
    this.close()
  }

  /** Also before Turbo keeps the page for the way back, which must not show an open panel. */
  close() {
    for (const open of this.element.querySelectorAll('details[open]')) open.open = false
  }
}
