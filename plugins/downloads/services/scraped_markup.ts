import string from '@adonisjs/core/helpers/string'
import { pressDate } from '#services/release_dates'
import type { GroupedRelease } from '#services/series_groups'

/*
| Markup that programs read with regular expressions and selectors. It is written here and not in templates, where a
| formatter may move white space and change quotes; tests/functional/scrapers.spec.ts holds what they rely on.
*/

/**
 * A row of the list of all releases: `span.release-number` and `span.release-date` hold one text each without white
 * space around it, the link in `span.release-download` is a path.
 */
export function releaseRow({ name, slug, date, releaseNotesUrl }: GroupedRelease): string {
  const href = `/downloads/release/${string.escapeHTML(slug)}/`
  const notes = releaseNotesUrl
    ? `\n<span class="release-enhancements"><a href="${string.escapeHTML(releaseNotesUrl)}">Release notes</a></span>`
    : ''
  return (
    `<li><span class="release-number"><a href="${href}">${string.escapeHTML(name)}</a></span>\n` +
    `<time datetime="${date}"><span class="release-date">${pressDate(date)}</span></time>\n` +
    `<span class="release-download"><a href="${href}">Download</a></span>${notes}</li>`
  )
}

/**
 * The address of a large button on a release's page, in single quotes: installers of macOS tools take the first
 * double-quoted text of the one line that has `python-<version>-macos….pkg"` in it, and that is in the table of files.
 */
export function buttonHref(url: string): string {
  return `href='${string.escapeHTML(url).replaceAll("'", '&#39;')}'`
}
