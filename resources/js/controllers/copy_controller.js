import { Controller } from '@hotwired/stimulus'

const PROMPT = /^(?:>>>|\.\.\.|\$)(?: |$)/

/**
 * Of a session at a prompt only what somebody typed, since that is what they want to paste.
 *
 * @param {string} text - code, or a session with `>>> ` and `... ` or `$ ` before what was typed
 * @returns {string} code without prompts and answers
 */
export function withoutPrompts(text) {
  if (!/^(?:>>>|\$) /.test(text.trimStart())) return text
  const typed = text.split('\n').filter((line) => PROMPT.test(line))
  return typed.map((line) => line.replace(PROMPT, '')).join('\n')
}

/**
 * Copies text. What is copied is the `text` value, or the text of the `source` target; the button says that it is done.
 */
export class CopyController extends Controller {
  static targets = ['button', 'source']
  static values = { text: String }

  connect() {
    // A page that Turbo kept may still say that something was copied.
    this.buttonTarget.textContent = 'Copy'
    if (navigator.clipboard) this.buttonTarget.hidden = false
  }

  disconnect() {
    clearTimeout(this.timer)
  }

  async copy() {
    await navigator.clipboard.writeText(
      this.hasTextValue ? this.textValue : withoutPrompts(this.sourceTarget.textContent)
    )
    this.buttonTarget.textContent = 'Copied'
    clearTimeout(this.timer)
    this.timer = setTimeout(() => {
      this.buttonTarget.textContent = 'Copy'
    }, 2000)
  }
}
