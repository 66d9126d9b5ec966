import { parentPort } from 'node:worker_threads'
// Ends in .ts, which the build rewrites: Node itself must find it in a thread that runs the sources.
import { compileRst } from './rst_compiler.ts'

/*
| The thread that compiles reStructuredText: sources come in, HTML goes out, one after another. A thread because the
| compiler blocks for a second on a long page, and for ever on a text made for that.
*/
parentPort?.on('message', (source: string) => parentPort?.postMessage(compileRst(source)))
parentPort?.postMessage('ready')
