import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from '@adonisjs/core/logger'
import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { Queue, Worker, type BackendFactory, type ConnectionOptions } from 'bullmq'
import { definePlugin } from '@pydotorg/platform'
import { featureDefinitions, Features } from '@pydotorg/platform/features'
import { Job, JobDispatcher, JobMetrics, JobRegistry, Queues, type JobRun } from '@pydotorg/platform/jobs'
import { JobRunner, type JobRunnerParts } from '@pydotorg/platform/jobs/job_runner'
import { postgresQueues } from '@pydotorg/platform/jobs/postgres_queues'
import { redisQueues } from '@pydotorg/platform/jobs/redis_queues'
import type { QueueConnection } from '@pydotorg/platform/jobs/queue_connection'
import { PluginRegistry } from '@pydotorg/platform/plugins'

/** Where the queues of a measurement are. */
export interface JobStores {
  databaseUrl: string
  /** Null where the machine has no Redis. */
  redisUrl: string | null
}

/** What jobs cost on one store. */
export interface JobCosts {
  store: string
  /** Jobs added and finished in a second, by the platform and by BullMQ alone; medians of rounds taken in turns. */
  ours: number
  bare: number
  /** Milliseconds from dispatch to start on a worker that has nothing to do. */
  p50: number
  p95: number
}

const JOBS = 500
const ROUNDS = 6
const PRODUCERS = 20
const CONCURRENCY = 10
const SINGLE_JOBS = 200

const payload = vine.create({ number: vine.number() })

let onStart: (number: number) => void = () => {}

class CountNumber extends Job<typeof payload> {
  static override jobName = 'bench.count_number'
  static override payload = payload

  override async handle({ number }: Infer<typeof payload>, _run: JobRun): Promise<void> {
    onStart(number)
  }
}

const silent = { warn() {}, error() {}, info() {}, child: () => silent } as unknown as Logger

interface Site {
  dispatch: (number: number) => Promise<unknown>
  work: () => Promise<() => Promise<unknown>>
  close: () => Promise<void>
}

/** All of the platform that a job goes through. */
async function platformSite(connect: () => Promise<QueueConnection>): Promise<Site> {
  const queue = `bench-${randomUUID()}`
  CountNumber.options = { queue }
  const jobs = [() => Promise.resolve({ default: CountNumber })]
  const manifest = definePlugin({ name: 'bench', title: 'Bench', summary: 'Bench.', jobs })
  const plugins = new PluginRegistry('/', [
    { name: 'bench', version: '1.0.0', packageName: '@pydotorg/bench', directory: '/plugins/bench', manifest },
  ])
  const queues = new Queues(connect)
  const dispatcher = new JobDispatcher(null as never, queues, silent)
  const parts = {
    queues,
    registry: new JobRegistry(plugins, [], silent),
    features: new Features(featureDefinitions(plugins)),
    held: { release: async () => 0 },
    metrics: new JobMetrics(),
    maker: { make: async () => new CountNumber() },
    logger: silent,
  } as unknown as JobRunnerParts
  return {
    dispatch: (number) => dispatcher.dispatch(CountNumber, { number }),
    work: async () => {
      const runner = new JobRunner(parts, { queues: [queue], concurrency: CONCURRENCY })
      await runner.start()
      return () => runner.stop(5_000)
    },
    close: async () => {
      await (await queues.open(queue)).obliterate({ force: true })
      await queues.close()
    },
  }
}

/** BullMQ as its documentation shows it, on the same connection. */
async function bareSite(connect: () => Promise<QueueConnection>): Promise<Site> {
  const name = `bench-${randomUUID()}`
  const held = await connect()
  await held.prepare()
  const { connection, backend } = held.working as { connection: ConnectionOptions; backend: BackendFactory }
  const queue = new Queue(name, { connection }, backend)
  queue.on('error', () => {})
  const removeOnComplete = held.keepCompleted ?? false
  return {
    dispatch: (number) => queue.add('count', { number }, { jobId: randomUUID(), attempts: 5 }),
    work: async () => {
      const handle = async ({ data }: { data: { number: number } }): Promise<void> => onStart(data.number)
      const options = { connection, concurrency: CONCURRENCY, removeOnComplete: removeOnComplete as never }
      const worker = new Worker(name, handle, options, backend)
      worker.on('error', () => {})
      await worker.waitUntilReady()
      return () => worker.close()
    },
    close: async () => {
      await queue.obliterate({ force: true })
      await queue.close()
      await held.close()
    },
  }
}

/** Jobs a second, from the first one added to the last one begun, with a worker that works meanwhile. */
async function throughput(site: Site): Promise<number> {
  const stop = await site.work()
  const begun = new Set<number>()
  const allBegun = new Promise<void>((resolve) => {
    onStart = (number) => {
      if (begun.add(number).size === JOBS) resolve()
    }
  })
  const startedAt = performance.now()
  const numbers = Array.from({ length: JOBS }, (_, index) => index).values()
  const produce = async (): Promise<void> => {
    for (const number of numbers) await site.dispatch(number)
  }
  await Promise.all(Array.from({ length: PRODUCERS }, produce))
  await allBegun
  const seconds = (performance.now() - startedAt) / 1000
  await stop()
  await site.close()
  return JOBS / seconds
}

/** Milliseconds from dispatch to start, one job at a time. */
async function latencies(site: Site): Promise<number[]> {
  const stop = await site.work()
  const times: number[] = []
  for (let number = 0; number < SINGLE_JOBS; number++) {
    const started = new Promise<void>((resolve) => (onStart = () => resolve()))
    const dispatchedAt = performance.now()
    await Promise.all([site.dispatch(number), started])
    times.push(performance.now() - dispatchedAt)
    await wait(5)
  }
  await stop()
  await site.close()
  return times
}

/**
 * @param stores - where queues may be
 * @returns what jobs cost on each of them
 */
export async function measureJobs({ databaseUrl, redisUrl }: JobStores): Promise<JobCosts[]> {
  const connection = { connectionString: databaseUrl }
  const stores: [string, () => Promise<QueueConnection>][] = [
    ['PostgreSQL', () => postgresQueues({ connection, max: 6 })],
    ...(redisUrl === null
      ? []
      : [['Redis', async () => redisQueues(redisUrl)] as [string, () => Promise<QueueConnection>]]),
  ]
  const costs: JobCosts[] = []
  for (const [store, connect] of stores) {
    const ours: number[] = []
    const bare: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      // Each of them goes first in every other round: what comes second finds a store that worked already.
      const inTurn = [
        async () => ours.push(await throughput(await platformSite(connect))),
        async () => bare.push(await throughput(await bareSite(connect))),
      ]
      for (const measure of round % 2 === 0 ? inTurn : inTurn.reverse()) await measure()
    }
    const times = await latencies(await platformSite(connect))
    costs.push({ store, ours: at(ours, 0.5), bare: at(bare, 0.5), p50: at(times, 0.5), p95: at(times, 0.95) })
  }
  return costs
}

function at(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
