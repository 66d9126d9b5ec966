import string from '@adonisjs/core/helpers/string'

/** Characters that stay together on a line. */
const CHUNK = /.{1,16}/g

/**
 * A checksum as HTML: two halves, so that one can compare at a glance, each in chunks of 16 between which a line may
 * break. Copied, it is the checksum without blanks.
 *
 * @param sum - hexadecimal digits
 * @returns escaped HTML without white space
 */
export function checksumMarkup(sum: string): string {
  const middle = Math.ceil(sum.length / 2)
  return [sum.slice(0, middle), sum.slice(middle)]
    .map((half) => (half.match(CHUNK) ?? []).map((chunk) => string.escapeHTML(chunk)).join('<wbr>'))
    .map((half) => `<span class="checksum-half">${half}</span>`)
    .join('<wbr>')
}
