const SCHEME = /^(?:https?|ftps?):\/\//i

/** A name with a top level, `localhost`, or a number in brackets or with dots; URL has put it into ASCII already. */
const HOST =
  /^(?:localhost|\[[\da-f:.]+\]|(?:[a-z\d](?:[-a-z\d]{0,61}[a-z\d])?\.)+(?:[a-z][-a-z\d]{0,61}[a-z\d]|\d+)\.?)$/

/** Longest address that Django looks at. */
const LONGEST = 2048

/**
 * @param text - what a client wrote
 * @returns true for an address of the web or of FTP by the rules of Django's URLValidator, so never for `javascript:`;
 *   quotes and angle brackets, which Django lets pass, must be escaped
 * @example
 * isWebAddress('https://docs.python.org/3.14/whatsnew/3.14.html') // true
 */
export function isWebAddress(text: string): boolean {
  if (text.length > LONGEST || /[\s<>"\p{Cc}]/u.test(text) || !SCHEME.test(text)) return false
  const hostname = URL.parse(text)?.hostname
  return hostname !== undefined && HOST.test(hostname)
}
