import { execFile, type ExecFileException } from 'node:child_process'
import { cp, mkdir, readdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { freePort } from './free_port.js'
import { TemporaryFolders } from './temporary_folder.js'

/** Milliseconds for one command: all conformance tests take two minutes on a small machine that does other things too. */
const LONGEST = 400_000

/** What a command of the scratch site did. */
export interface CommandResult {
  exitCode: number
  /** One line: how it ended and which tests failed, for the message of an assertion. */
  ending: string
  /** Everything that it printed. */
  output: string
  /** Without what it printed to standard error. */
  answer: string
}

/** What processes keep for others. Of it the copy shares what was transpiled, which says nothing of a place. */
const KEPT = '.cache'
const SHARED = 'typescript'

const LEFT_BEHIND = new Set(['.git', 'build', 'coverage', 'node_modules', 'tmp'])

/**
 * A copy of the project outside of it, with an empty schema of the test database, in which a test may add plugins and
 * run commands. The packages of npm are the project's own.
 *
 * @example
 * const site = await ScratchSite.create()
 * const { exitCode } = await site.run('ace.js', 'make:plugin', 'events')
 * await site.remove()
 */
export class ScratchSite {
  /** Absolute path of the copy. */
  readonly root: string
  readonly #folders: TemporaryFolders
  readonly #schema: string

  readonly #port: number

  private constructor(root: string, port: number, folders: TemporaryFolders) {
    this.root = root
    this.#port = port
    this.#folders = folders
    this.#schema = `scratch_${process.pid}_${Date.now()}`
  }

  static async create(): Promise<ScratchSite> {
    const folders = new TemporaryFolders()
    const root = await folders.make()
    const site = new ScratchSite(root, await freePort(), folders)
    await site.#copySources()
    await site.#linkPackages()
    await db.rawQuery('create schema ??', [site.#schema])
    return site
  }

  async remove(): Promise<void> {
    await db.rawQuery('drop schema if exists ?? cascade', [this.#schema])
    await this.#folders.remove()
  }

  /** Variables under which the scratch site runs. */
  environment(): NodeJS.ProcessEnv {
    const url = new URL(String(process.env.DATABASE_URL))
    url.searchParams.set('options', `-c search_path=${this.#schema}`)
    return { ...process.env, DATABASE_URL: url.href, PORT: String(this.#port), LOG_LEVEL: 'error' }
  }

  /**
   * Runs a program of the scratch site.
   *
   * @param file - relative to it, e.g. `ace.js`
   * @param args - for the program
   * @returns its exit code and what it printed; it never throws for a failing program
   */
  run(file: string, ...args: string[]): Promise<CommandResult> {
    const options = { cwd: this.root, env: this.environment(), timeout: LONGEST, maxBuffer: 50_000_000 }
    const command = ['--import=./bin/launcher/typescript.js', join(this.root, file), ...args]
    return new Promise((resolve) => {
      execFile(process.execPath, command, options, (error: ExecFileException | null, stdout, stderr) => {
        const exitCode = typeof error?.code === 'number' ? error.code : error ? 1 : 0
        const output = stdout + stderr
        const how = error?.killed ? `stopped after ${LONGEST / 1000} s` : `exit code ${exitCode}`
        resolve({ exitCode, ending: [how, ...failedTests(output)].join('; '), output, answer: stdout })
      })
    })
  }

  async #copySources(): Promise<void> {
    for (const entry of await readdir(app.makePath())) {
      if (LEFT_BEHIND.has(entry)) continue
      await cp(app.makePath(entry), join(this.root, entry), { recursive: true, preserveTimestamps: true })
    }
  }

  /** Every package by a link, and the workspaces by links to their copies. */
  async #linkPackages(): Promise<void> {
    const packages = app.makePath('node_modules')
    await mkdir(join(this.root, 'node_modules/@pydotorg'), { recursive: true })
    for (const entry of await readdir(packages)) {
      if (entry === '@pydotorg' || entry === KEPT) continue
      await symlink(join(packages, entry), join(this.root, 'node_modules', entry))
    }
    await mkdir(join(this.root, 'node_modules', KEPT))
    await symlink(join(packages, KEPT, SHARED), join(this.root, 'node_modules', KEPT, SHARED))
    await symlink('../../app/platform', join(this.root, 'node_modules/@pydotorg/platform'))
    for (const plugin of await readdir(join(this.root, 'plugins'))) {
      await symlink(`../../plugins/${plugin}`, join(this.root, 'node_modules/@pydotorg', plugin))
    }
  }
}

/** Of a run of tests that said so. */
function failedTests(output: string): string[] {
  return output.split('\n').filter((line) => line.includes('✖'))
}
