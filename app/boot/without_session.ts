/**
 * Programs show a token with each request; what was uploaded is the same for everybody, and kept by every cache; a link
 * of a mail, and the signature of a mail provider, prove themselves. No cookie counts there, so none can be misused.
 */
const WITHOUT_SESSION = ['/api/', '/media/', '/webhooks/', '/mail/unsubscribe/']

/**
 * @param path - of a request or a route
 * @returns true where nobody is signed in, whatever cookies are sent
 */
export function isWithoutSession(path: string): boolean {
  return WITHOUT_SESSION.some((start) => path.startsWith(start))
}
