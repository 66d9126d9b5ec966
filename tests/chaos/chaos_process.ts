import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** A process that a test may end in any way. */
export class ChaosProcess {
  output = ''
  readonly #child: ChildProcess

  /**
   * @param command - program and arguments
   * @param options - where, and with which variables
   */
  constructor([program, ...args]: [string, ...string[]], options: { cwd: string; env: NodeJS.ProcessEnv }) {
    this.#child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()))
    }
  }

  get pid(): number {
    return Number(this.#child.pid)
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  /** @returns its exit code; null when a signal ended it */
  async exited(): Promise<number | null> {
    if (!this.hasEnded) await once(this.#child, 'exit')
    return this.#child.exitCode
  }

  /** @param signal - SIGKILL unless said */
  async end(signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
    if (!this.hasEnded) this.#child.kill(signal)
    return this.exited()
  }
}
