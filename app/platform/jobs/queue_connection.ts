import type { BackendFactory, ConnectionOptions, KeepJobs } from 'bullmq'

/** The options by which BullMQ's classes connect. */
export interface BackendOptions {
  connection: ConnectionOptions
  backend: BackendFactory
  prefix?: string
}

/** How BullMQ reaches what holds the queues: Redis or PostgreSQL. */
export interface QueueConnection {
  /** What operators call it. */
  kind: 'PostgreSQL' | 'Redis'
  /** For queues: a question that gets no answer in time fails, and the job goes to the outbox. */
  asking: BackendOptions
  /** For workers: an interruption is sat out, since what was done must be told. */
  working: BackendOptions
  /** For how long finished jobs are kept; null: until they are cleared at night. */
  keepCompleted: KeepJobs | null
  /** Makes or brings up to date what BullMQ needs; quick when there is nothing to do. */
  prepare(): Promise<void>
  /** Ends every connection. Queues and workers are closed before. */
  close(): Promise<void>
}
