/*
| One web process for each core, on one port: `node bin/cluster.js`. WEB_PROCESSES says another number. SIGTERM stops all
| of them, SIGHUP replaces them one after the other. Each is bin/server.ts, with its own memory and its own connections to
| the database; sessions, limits, features and what is kept in memory are right across all of them (DEPLOY.md).
*/
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { boundedNumber } from '#boot/bounded_number'
import { WebProcesses } from '#boot/web_processes'

const MOST = 256

const program = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? 'server.ts' : 'server.js', import.meta.url))

try {
  const wished = boundedNumber(1, MOST)('WEB_PROCESSES', process.env.WEB_PROCESSES)
  const count = Math.trunc(wished ?? availableParallelism())
  const processes = new WebProcesses({ program, count, tell: (sentence) => console.error(sentence) })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => processes.stop())
  process.on('SIGHUP', () => void processes.replace())
  process.exitCode = await processes.run()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
