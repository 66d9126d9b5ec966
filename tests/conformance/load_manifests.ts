import { registerHooks } from 'node:module'
import { argv, stdout } from 'node:process'
import { pathToFileURL } from 'node:url'

/*
| Run by manifests.spec.ts in a process of its own: imports the manifests named on the command line, as code generation
| and every ace command do, and prints the modules that this loaded.
*/

const loaded: string[] = []
registerHooks({
  load(url, context, nextLoad) {
    loaded.push(url)
    return nextLoad(url, context)
  },
})

for (const file of argv.slice(2)) await import(pathToFileURL(file).href)

stdout.write(JSON.stringify(loaded))
