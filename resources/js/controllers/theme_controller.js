import { Controller } from '@hotwired/stimulus'

const systemDark = window.matchMedia('(prefers-color-scheme: dark)')

/**
 * Switches between the light and the dark theme and remembers the choice in this browser. A choice that equals the
 * system's is forgotten, so that the page follows the system again.
 */
export class ThemeController extends Controller {
  static targets = ['label']

  connect() {
    this.describe()
    systemDark.addEventListener('change', this.describe)
  }

  disconnect() {
    systemDark.removeEventListener('change', this.describe)
  }

  toggle() {
    const wanted = this.current === 'dark' ? 'light' : 'dark'
    const system = systemDark.matches ? 'dark' : 'light'
    if (wanted === system) delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = `pydotorg-${wanted}`
    this.remember(wanted === system ? null : wanted)
    this.describe()
  }

  get current() {
    const set = document.documentElement.dataset.theme
    if (set) return set.replace('pydotorg-', '')
    return systemDark.matches ? 'dark' : 'light'
  }

  describe = () => {
    this.labelTarget.textContent = this.current === 'dark' ? 'Use the light theme' : 'Use the dark theme'
  }

  remember(theme) {
    try {
      if (theme) localStorage.setItem('theme', theme)
      else localStorage.removeItem('theme')
    } catch {
      // Storage is forbidden: the choice lasts as long as the page.
    }
  }
}
