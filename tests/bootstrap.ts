import { assert } from '@japa/assert'
import { apiClient } from '@japa/api-client'
import { browserClient } from '@japa/browser-client'
import { pluginAdonisJS } from '@japa/plugin-adonisjs'
import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { dbAssertions } from '@adonisjs/lucid/plugins/db'
import type { Config } from '@japa/runner/types'
import { reportTotals } from '#tests/reporters/totals'

export const plugins: Config['plugins'] = [
  assert(),
  pluginAdonisJS(app),
  apiClient(),
  dbAssertions(app),
  reportTotals(),
  browserClient({
    runInSuites: ['browser'],
    launcher: async (options) => {
      const { chromium } = await import('playwright')
      return chromium.launch({
        ...options,
        executablePath: process.env.PYDOTORG_CHROMIUM,
        args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
      })
    },
  }),
]

export const runnerHooks: Required<Pick<Config, 'setup' | 'teardown'>> = {
  setup: [() => testUtils.db().migrate()],
  teardown: [],
}

export const configureSuite: Config['configureSuite'] = (suite) => {
  if (['functional', 'browser', 'platform'].includes(suite.name)) {
    return suite.setup(() => testUtils.httpServer().start())
  }
}
