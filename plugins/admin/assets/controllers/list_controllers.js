import { Controller } from '@hotwired/stimulus'

/** Ticks all rows of a page. */
export class RowsController extends Controller {
  static targets = ['tick']

  all({ target }) {
    for (const tick of this.tickTargets) tick.checked = target.checked
  }
}

/** Shows a moment in the zone of who looks; the server's own words in UTC stay in the title. */
export class TimeController extends Controller {
  connect() {
    const at = new Date(this.element.dateTime)
    if (Number.isNaN(at.getTime())) return
    this.element.title = this.element.textContent.trim()
    this.element.textContent = at.toLocaleString('en-GB', {
      ...{ day: 'numeric', month: 'long', year: 'numeric' },
      ...{ hour: '2-digit', minute: '2-digit', timeZoneName: 'short' },
    })
  }
}
