import { assert } from '@japa/assert'
import { apiClient } from '@japa/api-client'
import { browserClient } from '@japa/browser-client'
import { pluginAdonisJS } from '@japa/plugin-adonisjs'
import app from '@adonisjs/core/services/app'
import { authApiClient } from '@adonisjs/auth/plugins/api_client'
import { authBrowserClient } from '@adonisjs/auth/plugins/browser_client'
import { sessionApiClient } from '@adonisjs/session/plugins/api_client'
import { sessionBrowserClient } from '@adonisjs/session/plugins/browser_client'
import { shieldApiClient } from '@adonisjs/shield/plugins/api_client'
import testUtils from '@adonisjs/core/services/test_utils'
import { dbAssertions } from '@adonisjs/lucid/plugins/db'
import { Fragments } from '@pydotorg/platform/cache'
import { PageCache } from '@pydotorg/platform/page_cache'
import { settleMails } from '@pydotorg/platform/testing'
import type { Config } from '@japa/runner/types'
import { httpServer } from '#boot/http_server'
import { openPageCache } from '#providers/page_cache_provider'
import { CHROMIUM_ARGUMENTS } from '#tests/chromium_arguments'
import { reportTotals } from '#tests/reporters/totals'
import { assertOneConnection, watchConnections } from '#tests/one_connection'

export const plugins: Config['plugins'] = [
  assert(),
  pluginAdonisJS(app),
  apiClient(),
  sessionApiClient(app),
  authApiClient(app),
  shieldApiClient(),
  dbAssertions(app),
  reportTotals(),
  browserClient({
    runInSuites: ['browser'],
    launcher: async (options) => {
      const { chromium } = await import('playwright')
      return chromium.launch({
        ...options,
        executablePath: process.env.PYDOTORG_CHROMIUM,
        args: CHROMIUM_ARGUMENTS,
      })
    },
  }),
  sessionBrowserClient(app),
  authBrowserClient(app),
]

export const runnerHooks: Required<Pick<Config, 'setup' | 'teardown'>> = {
  setup: [() => testUtils.db().migrate(), () => openPageCache(app), watchPool],
  teardown: [],
}

async function watchPool(): Promise<void> {
  await watchConnections(await app.container.make('lucid.db'), await app.container.make('emitter'))
}

/** What a test has rendered is of rows that are rolled back with it. */
async function forgetWhatIsKept(): Promise<void> {
  ;(await app.container.make(Fragments)).clear()
  ;(await app.container.make(PageCache)).clear()
}

export const configureSuite: Config['configureSuite'] = (suite) => {
  suite.onGroup((group) => {
    group.each.setup(forgetWhatIsKept)
    group.tap((test) => test.setup(() => settleMails).teardown(assertOneConnection))
  })
  if (['functional', 'browser', 'platform'].includes(suite.name)) {
    return suite.setup(() => testUtils.httpServer().start(httpServer))
  }
}
