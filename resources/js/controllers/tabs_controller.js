import { Controller } from '@hotwired/stimulus'

/**
 * Shows one panel of several. The arrow keys go from tab to tab, as everywhere; without scripts all panels are there.
 * Which one is open lives in `aria-selected`, so that a page that Turbo kept comes back as it was left.
 */
export class TabsController extends Controller {
  static targets = ['tab', 'panel']

  connect() {
    this.panelTargets.forEach((panel, index) => {
      const tab = this.tabTargets[index]
      if (!tab) return
      panel.setAttribute('role', 'tabpanel')
      panel.setAttribute('aria-labelledby', tab.id)
    })
    const linked = this.panelTargets.findIndex((panel) => `#${panel.id}` === location.hash)
    const selected = this.tabTargets.findIndex((tab) => tab.ariaSelected === 'true')
    this.open(Math.max(linked === -1 ? selected : linked, 0))
  }

  choose({ currentTarget }) {
    this.open(this.tabTargets.indexOf(currentTarget))
  }

  next(event) {
    this.goTo(event, (this.current + 1) % this.tabTargets.length)
  }

  previous(event) {
    this.goTo(event, (this.current - 1 + this.tabTargets.length) % this.tabTargets.length)
  }

  first(event) {
    this.goTo(event, 0)
  }

  last(event) {
    this.goTo(event, this.tabTargets.length - 1)
  }

  get current() {
    return this.tabTargets.findIndex((tab) => tab.ariaSelected === 'true')
  }

  goTo(event, index) {
    event.preventDefault()
    this.open(index)
    this.tabTargets[index].focus()
  }

  open(index) {
    this.tabTargets.forEach((tab, position) => {
      tab.setAttribute('aria-selected', String(position === index))
      tab.tabIndex = position === index ? 0 : -1
    })
    this.panelTargets.forEach((panel, position) => panel.toggleAttribute('data-open', position === index))
  }
}
