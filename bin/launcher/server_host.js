/*
| Runs a server for tests (Redis, Memcached) as a child of this script, so that it ends with the launcher, also after
| kill -9: the script is in the launcher's care, and the server in the script's process group.
|
| usage: node server_host.js PROGRAM ARGUMENTS…
*/
import { spawn } from 'node:child_process'

const [program = '', ...args] = process.argv.slice(2)
const server = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] })
server.once('error', () => process.exit(1))
server.once('exit', (code) => process.exit(code ?? 1))
process.once('SIGTERM', () => server.kill('SIGTERM'))
