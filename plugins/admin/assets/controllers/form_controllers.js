import { Controller } from '@hotwired/stimulus'

/** The preview stands in the page; without scripts it opens beside it. */
export class PreviewController extends Controller {
  static targets = ['button']

  buttonTargetConnected(button) {
    button.removeAttribute('formtarget')
  }
}

/** Makes a slug from another field until somebody writes one. By Django's rules, as the server does. */
export class SlugController extends Controller {
  static values = { from: String }

  connect() {
    if (this.element.value) return
    this.source = this.element.form.elements.namedItem(this.fromValue)
    this.write = () => (this.element.value = slugOf(this.source.value))
    this.stop = () => this.source?.removeEventListener('input', this.write)
    this.source?.addEventListener('input', this.write)
    this.element.addEventListener('input', this.stop)
  }

  disconnect() {
    this.stop?.()
  }
}

/** Asks before a page is left that holds what nobody has saved. */
export class FormController extends Controller {
  connect() {
    this.isTouched = this.element.querySelector('[aria-invalid]') !== null
    this.touch = () => (this.isTouched = true)
    this.leave = (event) => {
      if (!this.isTouched) return
      if (event.type === 'beforeunload') return event.preventDefault()
      if (!window.confirm('Leave this page? What you typed is not saved.')) event.preventDefault()
    }
    this.send = () => (this.isTouched = false)
    this.element.addEventListener('input', this.touch)
    this.element.addEventListener('submit', this.send)
    window.addEventListener('beforeunload', this.leave)
    document.addEventListener('turbo:before-visit', this.leave)
  }

  disconnect() {
    window.removeEventListener('beforeunload', this.leave)
    document.removeEventListener('turbo:before-visit', this.leave)
  }
}

function slugOf(text) {
  return text
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9_\s-]/g, '')
    .toLowerCase()
    .replace(/[-\s]+/g, '-')
    .replace(/^[-_]+|[-_]+$/g, '')
}
