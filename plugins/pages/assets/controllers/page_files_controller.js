import { Controller } from '@hotwired/stimulus'

/** What the site takes at once. */
const MOST = { files: 20, bytes: 20 * 1024 * 1024 }

/** True while files are on their way that somebody dropped into the text: they are written there when they have come. */
let isForText = false

/** Files of a page: dropped anywhere here or into the text, and written into the text by a button. */
export class PageFilesController extends Controller {
  static targets = ['form', 'input', 'insert', 'problem']
  static values = { added: Array }

  connect() {
    const hasText = document.querySelector('[data-admin-preview-target~="text"]') !== null
    for (const button of this.insertTargets) button.hidden = !hasText
    if (isForText) this.#writeAdded()
    isForText = false
  }

  over(event) {
    if (!event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    this.element.classList.add('page-files-over')
  }

  leave() {
    this.element.classList.remove('page-files-over')
  }

  drop(event) {
    this.leave()
    const { files } = event.dataTransfer
    if (files.length === 0) return
    event.preventDefault()
    this.#send(files)
  }

  /** Files that were dropped or pasted into the text. */
  given(event) {
    event.preventDefault()
    isForText = true
    this.#send(event.detail.files)
  }

  /** What the site would refuse as a whole is not sent. */
  check(event) {
    const problem = problemOf([...this.inputTarget.files])
    this.problemTarget.textContent = problem
    if (problem === '') return
    isForText = false
    event.preventDefault()
    event.stopPropagation()
  }

  insert({ params }) {
    write(params.markup)
  }

  #send(files) {
    this.inputTarget.files = files
    this.formTarget.requestSubmit()
  }

  #writeAdded() {
    for (const button of this.insertTargets) {
      const { pageFilesKeyParam: key, pageFilesMarkupParam: markup } = button.dataset
      if (this.addedValue.includes(key)) write(JSON.parse(markup))
    }
  }
}

function write(markup) {
  document.dispatchEvent(new CustomEvent('admin:insert', { cancelable: true, detail: markup }))
}

function problemOf(files) {
  if (files.length > MOST.files) return `At most ${MOST.files} files are taken at once. Choose fewer.`
  const bytes = files.reduce((sum, { size }) => sum + size, 0)
  return bytes > MOST.bytes ? 'Together they are bigger than 20 MB. Choose fewer, or smaller ones.' : ''
}
