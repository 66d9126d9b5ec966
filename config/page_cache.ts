import app from '@adonisjs/core/services/app'
import { appUrl } from '#config/app'
import { trustedProxies } from '#boot/trusted_proxies'
import env from '#start/env'

const MEGABYTE = 1024 * 1024

/** Templates change while somebody works on them, and nobody announces that. */
const standard = app.inDev ? 0 : 64

/*
| Pages that are the same for every guest are kept in memory and sent before
| the framework is asked (docs/page-cache.md). Each process keeps its own.
*/
const pageCache = {
  /** Bytes that they take at most; 0 keeps none. */
  bytes: env.get('PAGE_CACHE_MEGABYTES', standard) * MEGABYTE,

  /** The site's own names. Pages asked for under others are made each time, since anybody can invent them. */
  hosts: new Set([
    new URL(appUrl).host,
    ...['localhost', '127.0.0.1', '[::1]', env.get('HOST')].map((name) => `${name}:${env.get('PORT')}`),
  ]),

  /** Whose X-Forwarded-Proto and -Host are believed, as by everything else (config/app.ts). */
  isProxy: trustedProxies(env.get('TRUSTED_PROXIES')),
}

export default pageCache
