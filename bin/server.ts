import { becomeLean } from '#boot/lean_process'

// Before anything else is loaded, for nothing if another process takes over.
becomeLean()
await import('reflect-metadata')
const { Ignitor, prettyPrintError } = await import('@adonisjs/core')
const { httpServer } = await import('#boot/http_server')

const APP_ROOT = new URL('../', import.meta.url)

/** Imports modules in the context of the application, as the framework's own entry points do. */
const IMPORTER = (filePath: string) => {
  if (filePath.startsWith('./') || filePath.startsWith('../')) {
    return import(new URL(filePath, APP_ROOT).href)
  }
  return import(filePath)
}

/** One of bin/cluster.ts is kept alive by its channel to it, also when it has nothing left to do. */
function leave(): void {
  if (process.connected) process.exit()
}

new Ignitor(APP_ROOT, { importer: IMPORTER })
  .tap((app) => {
    app.booting(async () => {
      await import('#start/env')
    })
    for (const signal of ['SIGTERM', 'SIGINT'] as const) app.listen(signal, () => app.terminate().finally(leave))
  })
  .httpServer()
  .start(httpServer)
  .catch((error) => {
    process.exitCode = 1
    if (error?.code === 'E_BOOT_REFUSED') return console.error(error.message)
    return prettyPrintError(error)
  })
  .finally(() => {
    if (process.exitCode === 1) leave()
  })
