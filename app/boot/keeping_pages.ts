import type { IncomingMessage, ServerResponse } from 'node:http'
import app from '@adonisjs/core/services/app'

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown

/**
 * Puts the page cache in front of what answers requests.
 *
 * @param handler - of AdonisJS
 * @returns what the HTTP server is to call
 * @example
 * createServer(keepingPages(handler))
 */
export function keepingPages(handler: Handler): Handler {
  let handle = handler
  // Loaded here, since what it stands on asks for an application that has booted.
  const load = async (): Promise<void> => {
    const { PageCache } = await import('@pydotorg/platform/page_cache')
    const cache = await app.container.make(PageCache)
    handle = (request, response) => cache.handle(request, response, handler)
  }
  void load()
  return (request, response) => handle(request, response)
}
