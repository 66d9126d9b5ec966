/*
| Entry point of all ace commands. It may be called with any Node from 20 on and
| without a running database; bin/launcher/ace.js sees to both. The production
| build writes its own ace.js, which expects a ready environment.
*/
import { fileURLToPath } from 'node:url'

import { prepareAce } from './bin/launcher/ace.js'

const root = fileURLToPath(new URL('.', import.meta.url))

if (await prepareAce(root, process.argv.slice(2))) {
  await import('./bin/launcher/typescript.js')
  await import('./bin/console.ts')
}
