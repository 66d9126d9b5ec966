import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import app from '@adonisjs/core/services/app'
import pg from 'pg'
import { Queues } from '@pydotorg/platform/jobs'
import { postgresQueues } from '@pydotorg/platform/jobs/postgres_queues'
import { redisQueues } from '@pydotorg/platform/jobs/redis_queues'
import { freePort } from '#tests/free_port'
import { ScratchSite } from '#tests/scratch_site'
import { eventually } from '../platform/jobs/eventually.js'
import { ChaosProcess } from './chaos_process.js'

/** What the launcher's module gives, which is JavaScript. */
interface OwnPostgres {
  url: string
  port: number
  pid: number
  stop: () => Promise<void>
  kill: () => void
}

/** What one number went through. */
export interface Fate {
  began: number[]
  ended: number[]
}

const LAUNCHER = '../../bin/launcher/embedded_postgres.js'

/** A copy of the site, with a PostgreSQL and a Redis of its own that a test may break. */
export class ChaosSite {
  readonly #scratch: ScratchSite
  readonly #folder: string
  readonly #processes: ChaosProcess[] = []
  #postgres!: OwnPostgres
  #redis: ChaosProcess | null = null
  #redisPort = 0
  #log = ''

  private constructor(scratch: ScratchSite) {
    this.#scratch = scratch
    this.#folder = join(scratch.root, 'chaos')
  }

  /** @returns the site, its tables made, nothing running yet but the database */
  static async create(): Promise<ChaosSite> {
    const scratch = await ScratchSite.create()
    const site = new ChaosSite(scratch)
    await mkdir(site.#folder)
    await cp(app.makePath('tests/chaos/plugin'), join(scratch.root, 'plugins/chaos'), { recursive: true })
    await symlink('../../plugins/chaos', join(scratch.root, 'node_modules/@pydotorg/chaos'))
    site.#redisPort = await freePort()
    await site.#startPostgres()
    const migrated = site.run(['migration:run', '--force'])
    if ((await migrated.exited()) !== 0) throw new Error(`The tables could not be made:\n${migrated.output}`)
    return site
  }

  /** Begins a test: an empty log, no orders. */
  async begin(): Promise<void> {
    this.#log = join(this.#folder, `log-${Date.now()}`)
    await writeFile(this.#log, '')
    await this.query('truncate chaos_orders')
  }

  /**
   * @param command - of ace
   * @param environment - what matters to the test
   * @returns the process
   */
  run(command: string[], environment: Record<string, string> = {}): ChaosProcess {
    return this.#start(['bin/console.ts', ...command], environment)
  }

  /**
   * @param environment - what matters to the test
   * @returns a web process, which works on the queues in PostgreSQL
   */
  async serve(environment: Record<string, string> = {}): Promise<ChaosProcess> {
    return this.#start(['bin/server.ts'], { PORT: String(await freePort()), ...environment })
  }

  /** Address of the Redis of this site, for REDIS_URL. */
  get redisUrl(): string {
    return `redis://127.0.0.1:${this.#redisPort}`
  }

  /** Starts Redis, with what it wrote down before. */
  async startRedis(): Promise<void> {
    const settings = ['--port', String(this.#redisPort), '--bind', '127.0.0.1', '--dir', this.#folder, '--save', '']
    const program = process.env.REDIS_SERVER_PATH ?? 'redis-server'
    const options = { cwd: this.#folder, env: process.env }
    this.#redis = new ChaosProcess([program, ...settings, '--appendonly', 'yes'], options)
    await eventually(() => this.#redis!.output.includes('Ready to accept connections'))
  }

  async killRedis(): Promise<void> {
    await this.#redis?.end()
  }

  /** Ends PostgreSQL as a crash does, and starts it again where it was. */
  async restartPostgres(): Promise<void> {
    const { port, pid } = this.#postgres
    this.#postgres.kill()
    await eventually(() => !isRunning(pid))
    await this.#startPostgres(port)
  }

  /**
   * @param sql - a statement
   * @returns its rows
   */
  async query<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.#postgres.url })
    await client.connect()
    try {
      return (await client.query<Row>(sql)).rows
    } finally {
      await client.end()
    }
  }

  /** @returns what became of each number so far */
  async fates(): Promise<Map<number, Fate>> {
    const fates = new Map<number, Fate>()
    const lines = (await readFile(this.#log, 'utf8')).split('\n').filter(Boolean)
    for (const [what, number, pid] of lines.map((line) => line.split(' '))) {
      const fate = fates.get(Number(number)) ?? { began: [], ended: [] }
      fates.set(Number(number), fate)
      fate[what as keyof Fate].push(Number(pid))
    }
    return fates
  }

  /** @returns how many numbers came to their end */
  async ended(): Promise<number> {
    return [...(await this.fates()).values()].filter(({ ended }) => ended.length > 0).length
  }

  /**
   * @param kind - where the queues are
   * @returns how many jobs are in which state, all of them kept until they are cleared
   */
  async counts(kind: 'PostgreSQL' | 'Redis'): Promise<Record<string, number>> {
    const connection = { connectionString: this.#postgres.url }
    const queues = new Queues(async () =>
      kind === 'Redis' ? redisQueues(this.redisUrl) : postgresQueues({ connection, max: 2 })
    )
    try {
      return await (await queues.open('default')).getJobCounts()
    } finally {
      await queues.close()
    }
  }

  /** Ends what a test left running. */
  async calm(): Promise<void> {
    await Promise.all(this.#processes.splice(0).map((process) => process.end()))
  }

  async remove(): Promise<void> {
    await this.calm()
    await this.#redis?.end()
    await this.#postgres?.stop()
    await this.#scratch.remove()
  }

  #start(command: string[], environment: Record<string, string>): ChaosProcess {
    const env = {
      ...process.env,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'warn',
      SESSION_DRIVER: 'database',
      DATABASE_URL: this.#postgres.url,
      REDIS_URL: '',
      QUEUE_LOCK: '2000',
      CHAOS_LOG: this.#log,
      ...environment,
    }
    const started = new ChaosProcess([process.execPath, '--import=./bin/launcher/typescript.js', ...command], {
      cwd: this.#scratch.root,
      env,
    })
    this.#processes.push(started)
    return started
  }

  async #startPostgres(port?: number): Promise<void> {
    const { startEmbeddedPostgres } = (await import(LAUNCHER)) as {
      startEmbeddedPostgres: (options: object) => Promise<OwnPostgres>
    }
    this.#postgres = await startEmbeddedPostgres({
      root: app.makePath(),
      stateDir: join(this.#folder, 'postgres'),
      settings: { fsync: 'off' },
      ...(port === undefined ? {} : { choosePort: async () => port }),
    })
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
