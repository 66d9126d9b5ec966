import app from '@adonisjs/core/services/app'
import { defineConfig } from '@adonisjs/shield'
import { appUrl } from '#config/app'

const overHttps = appUrl.startsWith('https:')

/*
| One policy for every visitor, so that pages can be cached whole: no nonce, hence no inline script and no inline
| style anywhere (docs/adr/0006). In development Vite injects styles and opens a socket for hot reload.
*/
export default defineConfig({
  csp: {
    enabled: true,
    directives: {
      defaultSrc: ["'self'"],
      baseUri: ["'self'"],
      connectSrc: app.inDev ? ["'self'", 'ws:'] : ["'self'"],
      fontSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      imgSrc: ["'self'", 'data:'],
      objectSrc: ["'none'"],
      scriptSrc: ["'self'"],
      scriptSrcAttr: ["'none'"],
      styleSrc: app.inDev ? ["'self'", "'unsafe-inline'"] : ["'self'"],
      ...(overHttps ? { upgradeInsecureRequests: [] } : {}),
    },
    reportOnly: false,
  },
  // No page of the site takes a cookie-authenticated write yet; the guard comes with sessions.
  csrf: { enabled: false },
  xFrame: { enabled: true, action: 'DENY' },
  hsts: { enabled: overHttps, maxAge: '730 days', includeSubDomains: true, preload: true },
  contentTypeSniffing: { enabled: true },
})
