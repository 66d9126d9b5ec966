/*
| Runs a Redis for tests as a child of this script, so that it ends with the launcher, also after kill -9: the script
| is in the launcher's care, and Redis in the script's process group.
|
| usage: node redis_host.js PROGRAM PORT FOLDER
*/
import { spawn } from 'node:child_process'

const [program = '', port = '', folder = ''] = process.argv.slice(2)
const redis = spawn(
  program,
  ['--port', port, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder, '--loglevel', 'warning'],
  { stdio: ['ignore', 'ignore', 'inherit'] }
)
redis.once('error', () => process.exit(1))
redis.once('exit', (code) => process.exit(code ?? 1))
process.once('SIGTERM', () => redis.kill('SIGTERM'))
