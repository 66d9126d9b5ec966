/** Characters that stay together on a line. */
const CHUNK = 16

/**
 * Splits a checksum for display: a browser may break the line between chunks, and a half is what one compares at a
 * glance.
 *
 * @param sum - hexadecimal digits
 * @returns two halves, each in chunks of 16
 */
export function checksumHalves(sum: string): string[][] {
  const middle = Math.ceil(sum.length / 2)
  return [sum.slice(0, middle), sum.slice(middle)].map((half) => half.match(new RegExp(`.{1,${CHUNK}}`, 'g')) ?? [])
}
