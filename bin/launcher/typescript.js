/*
| Lets a process run TypeScript: `node --import=./bin/launcher/typescript.js bin/server.ts`, on the site's Node.
|
| What transpiles is @poppinss/ts-exec, as everywhere in AdonisJS. It does so anew in each process, and in a thread of
| its own that every import has to ask; that is most of what the start of a process costs, and tests start many. So what
| it made of a source is kept for the next process, and it comes in only for a source that nobody had before.
*/
import { readFileSync } from 'node:fs'
import { createRequire, enableCompileCache, registerHooks } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { TranspiledSources } from './transpiled_sources.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const requireHere = createRequire(import.meta.url)
const kept = new TranspiledSources(root)

process.setSourceMapsEnabled(true)
// Functions that come out of the cache are counted less precisely.
if (!process.env['NODE_V8_COVERAGE']) enableCompileCache(join(root, 'node_modules', '.cache', 'compiled'))

registerHooks({
  resolve(specifier, context, nextResolve) {
    try {
      return nextResolve(specifier, context)
    } catch (error) {
      // Sources name each other as the build will: `.js`.
      const url = missingFile(error)
      if (!url?.endsWith('.js')) throw error
      try {
        return nextResolve(url.replace(/\.js$/, '.ts'), context)
      } catch {
        throw error
      }
    }
  },

  load(url, context, nextLoad) {
    if (context.format !== 'module-typescript') return nextLoad(url, context)
    const path = fileURLToPath(url)
    const source = readFileSync(path, 'utf8')
    const found = kept.find(path, source)
    if (found !== null) return { format: 'module', source: found, shortCircuit: true }

    requireHere('@poppinss/ts-exec')
    const loaded = nextLoad(url, context)
    kept.keep(path, source, String(loaded.source))
    return loaded
  },
})

/**
 * @param {unknown} error of a resolution
 * @returns {string | undefined} address of the file that is not there
 */
function missingFile(error) {
  if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) return undefined
  return 'url' in error && typeof error.url === 'string' ? error.url : undefined
}
