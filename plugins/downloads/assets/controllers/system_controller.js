import { Controller } from '@hotwired/stimulus'

/** @returns the slug of the system that a browser says it runs on; null when it is none that python.org knows */
export function systemOf({ userAgent, maxTouchPoints = 0 }) {
  if (/Android/.test(userAgent)) return 'android'
  if (/iPhone|iPad|iPod/.test(userAgent)) return 'ios'
  // An iPad says that it is a Mac; no Mac has a touch screen.
  if (/Macintosh/.test(userAgent)) return maxTouchPoints > 1 ? 'ios' : 'macos'
  if (/Windows/.test(userAgent)) return 'windows'
  return /X11|Linux/.test(userAgent) ? 'source' : null
}

/**
 * Of the offers for all systems shows the one for the visitor's. The page is the same for everybody, so that it can be
 * cached; without scripts all offers are there.
 */
export class SystemController extends Controller {
  static targets = ['offer', 'unknown']

  connect() {
    const system = systemOf(navigator)
    const fitting = this.offerTargets.find((offer) => offer.dataset.system === system)
    // Not `hidden`: an offer keeps its room, so that nothing moves.
    for (const offer of this.offerTargets) offer.toggleAttribute('data-other-system', offer !== fitting)
    this.unknownTarget.hidden = Boolean(fitting)
    this.element.dataset.system = fitting ? system : 'unknown'
  }
}
