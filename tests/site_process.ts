import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import app from '@adonisjs/core/services/app'
import { ask } from '#tests/small_site'

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Milliseconds; a few seconds, unless other suites run on a small machine meanwhile. */
export const LONGEST_START = 180_000

/** The site as a process of its own, in production mode. */
export class SiteProcess {
  output = ''
  readonly #child: ChildProcess

  /**
   * @param entry - its script, relative to the application
   * @param port - where it will listen
   * @param environment - what matters to the test
   */
  constructor(
    entry: string,
    readonly port: number,
    environment: Record<string, string> = {}
  ) {
    this.#child = spawn(process.execPath, ['--import=./bin/launcher/typescript.js', app.makePath(entry)], {
      cwd: app.makePath(),
      env: {
        ...process.env,
        NODE_ENV: 'production',
        HOST: '127.0.0.1',
        PORT: String(port),
        LOG_LEVEL: 'info',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child.stdout?.on('data', (chunk: Buffer) => (this.output += chunk.toString()))
    this.#child.stderr?.on('data', (chunk: Buffer) => (this.output += chunk.toString()))
  }

  /** @throws Error with the output when it is not up in time */
  async listening(): Promise<void> {
    const deadline = Date.now() + LONGEST_START
    while (Date.now() < deadline && this.#child.exitCode === null) {
      const answer = await ask(this.port, '/health/live').catch(() => null)
      if (answer?.status === 200) return
      await wait(100)
    }
    throw new Error(`The site did not start:\n${this.output}`)
  }

  /** @returns its exit code; null when a signal ended it */
  async exited(): Promise<number | null> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'exit')
    return this.#child.exitCode
  }

  terminate(): void {
    this.#child.kill('SIGTERM')
  }

  /** What tells several processes to be replaced. */
  hangUp(): void {
    this.#child.kill('SIGHUP')
  }

  /** Ends it whatever it is doing; nothing happens when it has ended. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.exited()
  }
}
