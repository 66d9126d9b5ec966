/** A template whose HTML goes into the page. No HTML is taken as text, so nothing that a person wrote gets in unescaped. */
interface Rendered {
  /** A view or a component, e.g. `accounts::components/open_sessions`. */
  view: string
  data?: Record<string, unknown>
}

/** Puts HTML beside an element or at an end of its content. */
interface Insertion extends Rendered {
  action: 'append' | 'prepend' | 'before' | 'after'
  /** Id of an element of the page; where there is none, nothing happens. */
  target: string
}

/** Puts HTML in the place of an element, or of its content. */
interface Replacement extends Rendered {
  action: 'replace' | 'update'
  target: string
  /** Changes only what differs, so that focus, scrolling and what is typed stay. */
  morph?: boolean
}

/** Takes an element away. */
interface Removal {
  action: 'remove'
  target: string
}

/** Lets the page be asked for once more. */
interface Refresh {
  action: 'refresh'
}

/** A template of several `@ui.stream` tags. */
interface StreamTemplate extends Rendered {
  action?: undefined
}

/** One change of a page that is open, as Turbo does it. */
export type TurboStream = Insertion | Replacement | Removal | Refresh | StreamTemplate

/** What Turbo adds to `Accept` of the forms that it sends. */
export const TURBO_STREAM_TYPE = 'text/vnd.turbo-stream.html'
