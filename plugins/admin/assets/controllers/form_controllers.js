import { Controller } from '@hotwired/stimulus'

/** Milliseconds without a key, after which a text is shown as it will look. */
const PAUSE = 700

/** Longer texts are shown when somebody asks. */
const LONGEST_LIVE = 200_000

/** The preview stands in the page and follows what is typed; without scripts it opens beside it. */
export class PreviewController extends Controller {
  static targets = ['button', 'language', 'text']

  initialize() {
    this.stop = this.stop.bind(this)
  }

  /** A preview that is asked for while the form is saved would take the word that it is saved. */
  connect() {
    this.form = this.buttonTarget.form
    this.form.addEventListener('submit', this.stop)
  }

  buttonTargetConnected(button) {
    button.removeAttribute('formtarget')
  }

  disconnect() {
    this.form.removeEventListener('submit', this.stop)
    this.stop()
  }

  stop() {
    clearTimeout(this.waiting)
  }

  typed({ target }) {
    this.stop()
    const { form } = this.buttonTarget
    const hasFiles = [...form.querySelectorAll('input[type=file]')].some(({ files }) => files.length > 0)
    if (hasFiles || target.value.length > LONGEST_LIVE) return
    this.waiting = setTimeout(() => form.requestSubmit(this.buttonTarget), PAUSE)
  }

  /** What stands beside the form offers a text, in each language. */
  insert(event) {
    if (event.defaultPrevented) return
    event.preventDefault()
    const { textTarget: text } = this
    text.setRangeText(event.detail[this.languageTarget.value] ?? '', text.selectionStart, text.selectionEnd, 'end')
    text.dispatchEvent(new Event('input', { bubbles: true }))
    text.focus()
  }

  /** A browser would open a file that is dropped here, and leave the page. */
  over(event) {
    if (event.dataTransfer.types.includes('Files')) event.preventDefault()
  }

  /** Files that are dropped or pasted are for what stands beside the form, if that takes some. */
  files(event) {
    const { files } = event.dataTransfer ?? event.clipboardData
    if (files.length === 0) return
    const isTaken = !document.dispatchEvent(new CustomEvent('admin:files', { cancelable: true, detail: { files } }))
    if (isTaken || event.type === 'drop') event.preventDefault()
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
    // A preview sends the form too, and keeps nothing.
    this.send = ({ submitter }) => (this.isTouched &&= submitter?.hasAttribute('formaction') ?? false)
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
