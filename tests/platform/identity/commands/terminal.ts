import { Readable } from 'node:stream'
import ace from '@adonisjs/core/services/ace'
import testUtils from '@adonisjs/core/services/test_utils'

/** What a command left behind. */
export interface Outcome {
  exitCode: number | undefined
  /** Lines, errors among them. */
  lines: string[]
}

/** Before each test: what commands write is rolled back, and what they print is kept. */
export async function quietTerminal(): Promise<() => Promise<void>> {
  const rollback = await testUtils.db().wrapInGlobalTransaction()
  ace.ui.switchMode('raw')
  return async () => {
    ace.ui.switchMode('normal')
    await rollback()
  }
}

/** Runs a command as an operator types it. */
export async function run(name: string, ...argv: string[]): Promise<Outcome> {
  ace.ui.switchMode('raw')
  ace.ui.logger.flushLogs()
  const { exitCode } = await ace.exec(name, argv)
  return { exitCode, lines: ace.ui.logger.getLogs().map(({ message }) => message) }
}

/** Runs something while the standard input is a terminal, or brings a text to its end. */
export async function withInput<T>(input: string | 'terminal', work: () => Promise<T>): Promise<T> {
  const stdin = Object.getOwnPropertyDescriptor(process, 'stdin')!
  const value = input === 'terminal' ? { isTTY: true } : Readable.from([Buffer.from(input)])
  Object.defineProperty(process, 'stdin', { value, configurable: true })
  try {
    return await work()
  } finally {
    Object.defineProperty(process, 'stdin', stdin)
  }
}
