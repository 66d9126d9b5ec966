import sanitize from 'sanitize-html'

/*
| Behaviour kept from python.org: the tags, attributes and schemes of its allow-list, to the letter. What is not named
| here goes; the text inside a tag that goes stays, except in scripts and styles.
*/

export const PLAIN_TAGS: readonly string[] = (
  'a abbr b blockquote br caption code col colgroup dd del div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ' +
  'ins kbd li ol p pre s span strong sub sup table tbody td tfoot th thead tr ul'
).split(' ')

export const PLAIN_ATTRIBUTES = {
  '*': ['class', 'id', 'title'],
  'a': ['href', 'rel'],
  'img': ['src', 'alt', 'width', 'height'],
  'td': ['align', 'colspan', 'rowspan'],
  'th': ['align', 'colspan', 'rowspan', 'scope'],
}

/** What an address may begin with; one without a scheme is of this site. */
export const SCHEMES = ['http', 'https', 'mailto']

const OPTIONS: sanitize.IOptions = {
  allowedTags: [...PLAIN_TAGS],
  allowedAttributes: PLAIN_ATTRIBUTES,
  allowedSchemes: SCHEMES,
  disallowedTagsMode: 'discard',
  // The page that a link opens learns neither our window nor, by its referrer, what was read here.
  transformTags: { a: sanitize.simpleTransform('a', { rel: 'noopener noreferrer' }) },
}

/**
 * Takes everything out of HTML that could run, load or disguise something.
 *
 * @param html - HTML from anybody, well formed or not
 * @returns HTML with only the tags and attributes that content needs
 * @example
 * sanitiseHtml('<p onclick="x()">Hi <a href="javascript:x()">there</a></p>')
 * // '<p>Hi <a rel="noopener noreferrer">there</a></p>'
 */
export function sanitiseHtml(html: string): string {
  return sanitize(html, OPTIONS)
}
