/** Under these names python.org's own pages are linked in its data. */
const OWN = /^https?:\/\/(www\.)?python\.org(?=\/|$)/i

/**
 * @param address - a link in data of python.org
 * @returns the path of the page, where it is one of python.org itself and so of this site; other addresses as they are
 * @example
 * ownAddress('https://www.python.org/psf/codeofconduct/') // '/psf/codeofconduct/'
 */
export function ownAddress(address: string): string {
  return OWN.test(address) ? address.replace(OWN, '') || '/' : address
}
