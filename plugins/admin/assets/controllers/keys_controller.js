import { Controller } from '@hotwired/stimulus'

/** Keys of staff: `g d`, `/`, `j`, `k`, `x`, `n` and `?`. Silent while somebody types. */
export class KeysController extends Controller {
  static values = { home: String }

  initialize() {
    this.press = this.press.bind(this)
  }

  connect() {
    document.addEventListener('keydown', this.press)
  }

  disconnect() {
    document.removeEventListener('keydown', this.press)
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || this.#isTyping(event.target)) return
    const before = this.before
    this.before = event.key
    if (before === 'g' && event.key === 'd') return window.Turbo.visit(this.homeValue)
    const act = { '/': () => this.#search(), 'j': () => this.#move(1), 'k': () => this.#move(-1) }[event.key]
    const more = { 'x': () => this.#tick(), 'n': () => this.#create(), '?': () => this.#help() }[event.key]
    if (!act && !more) return
    event.preventDefault()
    ;(act ?? more)()
  }

  #isTyping({ tagName, isContentEditable, type }) {
    if (isContentEditable || ['TEXTAREA', 'SELECT'].includes(tagName)) return true
    return tagName === 'INPUT' && !['checkbox', 'radio', 'button', 'submit'].includes(type)
  }

  #search() {
    document.querySelector('[data-admin-search]')?.focus()
  }

  #move(step) {
    const links = [...document.querySelectorAll('[data-admin-row]')]
    const now = links.findIndex((link) => link.closest('tr').contains(document.activeElement))
    links[Math.min(links.length - 1, Math.max(0, now + step))]?.focus()
  }

  #tick() {
    document.activeElement?.closest('tr')?.querySelector('input[type=checkbox]')?.click()
  }

  #create() {
    const link = document.querySelector('[data-admin-create]')
    if (link) window.Turbo.visit(link.href)
  }

  #help() {
    document.getElementById('admin-help')?.showModal()
  }
}
