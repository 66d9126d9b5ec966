process.env.NODE_ENV = 'test'
// Japa signs people in by writing their sessions there; what is special about the real stores has tests of its own.
process.env.SESSION_DRIVER ??= 'memory'
// Tests stand in for the proxy in front of the site.
process.env.TRUSTED_PROXIES ??= 'loopback'

import 'reflect-metadata'
import { Ignitor, prettyPrintError } from '@adonisjs/core'
import { configure, processCLIArgs, run } from '@japa/runner'
import { buildAssetsWhenStale } from '#tests/built_assets'

const APP_ROOT = new URL('../', import.meta.url)

/** Imports modules in the context of the application, as the framework's own entry points do. */
const IMPORTER = (filePath: string) => {
  if (filePath.startsWith('./') || filePath.startsWith('../')) {
    return import(new URL(filePath, APP_ROOT).href)
  }
  return import(filePath)
}

await buildAssetsWhenStale(APP_ROOT)

new Ignitor(APP_ROOT, { importer: IMPORTER })
  .tap((app) => {
    app.booting(async () => {
      await import('#start/env')
    })
    app.listen('SIGTERM', () => app.terminate())
    app.listen('SIGINT', () => app.terminate())
  })
  .testRunner()
  .configure(async (app) => {
    const { runnerHooks, ...config } = await import('#tests/bootstrap')
    processCLIArgs(process.argv.splice(2))
    configure({
      ...app.rcFile.tests,
      ...config,
      setup: runnerHooks.setup,
      teardown: [...runnerHooks.teardown, () => app.terminate()],
    })
  })
  .run(() => run())
  .catch((error) => {
    process.exitCode = 1
    prettyPrintError(error)
  })
