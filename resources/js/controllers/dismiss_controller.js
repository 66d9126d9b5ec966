import { Controller } from '@hotwired/stimulus'

/** What was dismissed in this browser, the newest last; first.js reads it before the first paint. */
const STORE = 'dismissed'
const MOST = 50

/**
 * Takes something off the page for good, in this browser. Without scripts, and where nothing can be kept, there is no
 * button: what would be back on the next page is not gone.
 */
export class DismissController extends Controller {
  static targets = ['button']
  static values = { key: String }

  connect() {
    const dismissed = this.read()
    if (dismissed === null) return
    if (dismissed.includes(this.keyValue)) this.element.remove()
    else this.buttonTarget.hidden = false
  }

  dismiss() {
    const others = (this.read() ?? []).filter((key) => key !== this.keyValue)
    localStorage.setItem(STORE, JSON.stringify([...others, this.keyValue].slice(-MOST)))
    // Also in the copies of pages that Turbo shows on the way back.
    const sheet = new CSSStyleSheet()
    sheet.insertRule(`[data-dismiss-key-value="${this.keyValue}"] { display: none }`)
    document.adoptedStyleSheets.push(sheet)
    document.querySelector('#page-content').focus({ preventScroll: true })
  }

  /** Null where storage is forbidden. */
  read() {
    try {
      const kept = JSON.parse(localStorage.getItem(STORE) ?? '[]')
      return Array.isArray(kept) ? kept : []
    } catch (error) {
      return error instanceof SyntaxError ? [] : null
    }
  }
}
