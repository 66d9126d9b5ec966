import { Controller } from '@hotwired/stimulus'

/** Milliseconds that a mouse rests on an entry before its panel opens, and is away before it closes. */
const REST = 120
const AWAY = 350

/**
 * The panels of the menu: closed by Escape, by a click or the focus elsewhere, opened by a mouse that rests on them.
 * Opening and closing by click and keyboard needs no script.
 */
export class MenuController extends Controller {
  static targets = ['panel']

  disconnect() {
    clearTimeout(this.timer)
  }

  /** A phone has no mouse, and its menu lists everything below each other. */
  get isWide() {
    return matchMedia('(width >= 60rem) and (hover: hover)').matches
  }

  openSoon({ currentTarget, pointerType }) {
    clearTimeout(this.timer)
    if (pointerType !== 'mouse' || !this.isWide || currentTarget.open) return
    this.timer = setTimeout(() => {
      currentTarget.open = true
      this.hovered = currentTarget
    }, REST)
  }

  closeSoon({ currentTarget, pointerType }) {
    clearTimeout(this.timer)
    if (pointerType !== 'mouse' || !this.isWide) return
    this.timer = setTimeout(() => {
      if (!currentTarget.contains(document.activeElement)) currentTarget.open = false
    }, AWAY)
  }

  /** Whoever clicks on an entry that opened under the mouse wants it open; the next click closes it. */
  keepOpen(event) {
    clearTimeout(this.timer)
    const panel = event.currentTarget.parentElement
    if (panel.open && this.hovered === panel) event.preventDefault()
    this.hovered = null
  }

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
