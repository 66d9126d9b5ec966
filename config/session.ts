import { defineConfig, stores } from '@adonisjs/session'
import { databaseSessions } from '@pydotorg/platform/identity/sessions/database_sessions'
import { appUrl } from '#config/app'
import env from '#start/env'

/*
| Kept on the server, so that signing out elsewhere works at once; the cookie holds nothing but a signed id. Pages for
| visitors who are not signed in start none (app/middleware/session_middleware.ts).
*/
export default defineConfig({
  enabled: true,
  cookieName: 'pydotorg_session',
  clearWithBrowser: false,
  age: '14 days',
  cookie: { path: '/', httpOnly: true, secure: appUrl.startsWith('https:'), sameSite: 'lax' },
  // `memory` is for tests: Japa's plugins sign people in there.
  store: env.get('SESSION_DRIVER') ?? (env.get('REDIS_URL') ? 'redis' : 'database'),
  stores: {
    database: databaseSessions(),
    redis: stores.redis({ connection: 'main' }),
  },
})
