import { defineConfig } from '@adonisjs/shield'
import { appUrl } from '#config/app'

const overHttps = appUrl.startsWith('https:')

export default defineConfig({
  // The policy needs no guard: it is the same for every answer, in config/headers.ts. Shield's makes a nonce and a
  // renderer of templates for each request, whether or not it answers with a page.
  csp: { enabled: false },
  // By hand, where a session is started, which is not at every request: CsrfProtection.
  csrf: { enabled: false },
  xFrame: { enabled: true, action: 'DENY' },
  hsts: { enabled: overHttps, maxAge: '730 days', includeSubDomains: true, preload: true },
  contentTypeSniffing: { enabled: true },
})
