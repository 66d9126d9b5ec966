import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { keepingPages } from '#boot/keeping_pages'

/**
 * The server of the site, with the page cache in front of what answers requests.
 *
 * @param handler - of AdonisJS
 * @returns a server that does not listen yet
 * @example
 * new Ignitor(…).httpServer().start(httpServer)
 */
export function httpServer(handler: (request: IncomingMessage, response: ServerResponse) => unknown): Server {
  // A request without a body has nothing to tell later; Node would read it to its end all the same, with events that
  // nobody hears, a twentieth of what a page from memory costs. Whoever waits for a visitor to go asks the response.
  return createServer({ optimizeEmptyRequests: true }, keepingPages(handler))
}
