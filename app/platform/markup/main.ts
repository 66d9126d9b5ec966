export { MARKUP_TYPES, UnknownMarkupTypeError, type MarkupType } from './markup_type.js'
export { MarkupDeadlineError } from './markup_deadline_error.js'
export { highlightCode } from './highlight_code.js'
export { proseOf, type Prose, type ProseHeading } from './prose.js'
export { renderMarkup } from './render_markup.js'
export {
  renderTrustedMarkup,
  TRUSTED_MARKUP_TYPES,
  type TrustedMarkup,
  type TrustedMarkupType,
} from './trusted_markup.js'
