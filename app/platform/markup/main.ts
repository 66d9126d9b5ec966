export { MARKUP_TYPES, UnknownMarkupTypeError, type MarkupType } from './markup_type.js'
export { MarkupDeadlineError } from './markup_deadline_error.js'
export { renderMarkup } from './render_markup.js'
export { sanitiseHtml } from './sanitise_html.js'
