import type { IncomingMessage, ServerResponse } from 'node:http'
import { defineConfig } from '@adonisjs/core/http'
import { trustedProxies } from '#boot/trusted_proxies'
import { securityHeaders } from '#config/headers'
import env from '#start/env'

/** The site's public address, as visitors type it, without a trailing slash. */
export const appUrl = env.get('APP_URL').replace(/\/$/, '')

/** Milliseconds that open requests and streams get to finish after SIGTERM. */
export const shutdownDeadline = env.get('SHUTDOWN_DEADLINE', 5_000)

export const http = defineConfig({
  generateRequestId: true,
  allowMethodSpoofing: false,
  useAsyncLocalStorage: false,

  // As the default: the first route registered that fits answers. But a route of many plugins costs a request nothing.
  router: { matcher: 'tree' },

  // A path such as `/%` cannot be decoded, so no middleware sees the request.
  onBadUrl: (_request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(400, {
      ...securityHeaders,
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
    })
    response.end('400 Bad Request: the address cannot be read.\n')
  },

  // Whose X-Forwarded-For, -Proto and -Host are believed. AdonisJS would trust whatever runs on this machine.
  trustProxy: trustedProxies(env.get('TRUSTED_PROXIES')),

  cookie: {
    domain: '',
    path: '/',
    maxAge: '2h',
    httpOnly: true,
    // Decided by the address, not by NODE_ENV: a production build tried on http://localhost must be able to sign in.
    secure: appUrl.startsWith('https:'),
    sameSite: 'lax',
  },
})
