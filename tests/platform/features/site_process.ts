import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import app from '@adonisjs/core/services/app'
import { freePort } from '../../free_port.js'
import { LONGEST_START } from '../../site_process.js'
import { waitUntil } from './wait_until.js'

/** A server process of the site. */
export interface SiteProcess {
  url: string
  /** Asks it to end and waits until it has. */
  stop: () => Promise<{ exitCode: number | null; signal: NodeJS.Signals | null }>
}

/** How a command ended. */
export interface FinishedCommand {
  exitCode: number | null
  output: string
  /** Milliseconds since 1970. */
  finishedAt: number
}

type RunningProgram = ChildProcess & { output: string[] }

function run(argv: readonly string[], environment: NodeJS.ProcessEnv, root = app.makePath()): RunningProgram {
  const child = spawn(process.execPath, argv, {
    cwd: root,
    env: { ...process.env, LOG_LEVEL: 'error', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => output.push(String(chunk)))
  return Object.assign(child, { output })
}

/**
 * Starts a server on a free port and waits until it answers.
 *
 * @param environment - over that of the tests
 * @param root - folder of the site, when it is another than the project
 * @throws Error with what it printed, when it does not answer in time
 */
export async function startSite(environment: NodeJS.ProcessEnv, root?: string): Promise<SiteProcess> {
  const port = String(await freePort())
  const url = `http://127.0.0.1:${port}`
  const own = { ...environment, HOST: '127.0.0.1', PORT: port, APP_URL: url }
  const child = run(['--import=./bin/launcher/typescript.js', 'bin/server.ts'], own, root)
  const answers = () =>
    fetch(url).then(
      () => true,
      () => false
    )
  const isUp = await waitUntil(async () => child.exitCode !== null || answers(), LONGEST_START)
  if (!isUp || child.exitCode !== null) {
    child.kill('SIGKILL')
    throw new Error(`The site did not start:\n${child.output.join('')}`)
  }
  return {
    url,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM')
        await once(child, 'exit')
      }
      return { exitCode: child.exitCode, signal: child.signalCode }
    },
  }
}

/**
 * Runs an ace command in a process of its own.
 *
 * @param argv - the command with its arguments
 * @param environment - over that of the tests
 */
export async function runAce(argv: readonly string[], environment: NodeJS.ProcessEnv): Promise<FinishedCommand> {
  const child = run(['ace.js', ...argv], environment)
  await once(child, 'exit')
  return { exitCode: child.exitCode, output: child.output.join(''), finishedAt: Date.now() }
}
