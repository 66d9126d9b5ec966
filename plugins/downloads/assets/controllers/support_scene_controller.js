import { Controller } from '@hotwired/stimulus'

/** Pixels that a chart lies below the window when the scene is fetched, so that it is there in time. */
const AHEAD = 600

/**
 * Draws the bars of the chart from left to right as it comes into view, as time goes by. Names, years and legend stand
 * all the while. A chart that is in view already stays as it is, and so does every chart for who wants less motion: GSAP
 * is then not even fetched.
 */
export class SupportSceneController extends Controller {
  connect() {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
    if (this.element.getBoundingClientRect().top < innerHeight) return
    document.addEventListener('turbo:before-cache', this.leave)
    this.near = new IntersectionObserver(this.prepare, { rootMargin: `0px 0px ${AHEAD}px 0px` })
    this.near.observe(this.element)
  }

  disconnect() {
    document.removeEventListener('turbo:before-cache', this.leave)
    this.leave()
  }

  prepare = async ([{ isIntersecting }]) => {
    if (!isIntersecting) return
    const { near } = this
    near.disconnect()
    const { gsap } = await import('gsap')
    // Gone meanwhile, or scrolled to: what somebody sees is not taken away again.
    if (this.near !== near || this.element.getBoundingClientRect().top < innerHeight) return
    this.scene = gsap.context(() => this.draw(gsap), this.element)
    this.seen = new IntersectionObserver(this.play, { threshold: 0.25 })
    this.seen.observe(this.element)
  }

  draw(gsap) {
    const bars = { transformOrigin: '0% 50%', ease: 'power2.out' }
    this.timeline = gsap
      .timeline({ paused: true })
      .from('svg[role] rect', { ...bars, scaleX: 0, duration: 0.6, stagger: 0.05 })
      .from('svg[role] .timeline-today', { autoAlpha: 0, duration: 0.2 }, '-=0.2')
  }

  play = ([{ isIntersecting }]) => {
    if (!isIntersecting) return
    this.seen.disconnect()
    this.timeline.play()
  }

  /** Leaves the chart as the server drew it. */
  leave = () => {
    this.near?.disconnect()
    this.seen?.disconnect()
    this.scene?.revert()
    this.near = this.seen = this.scene = null
  }
}
