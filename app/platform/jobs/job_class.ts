import type { VineValidator } from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import type { JobOptions } from './job_options.js'
import type { JobRun } from './job_run.js'

// `any`: a validator of any schema, whose types each job infers for itself.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type PayloadValidator = VineValidator<any, any>

/** What a class that extends `Job` has. */
export interface JobClass<Payload extends PayloadValidator = PayloadValidator> {
  // `any`: the container makes jobs, and gives their constructors what they ask for.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  new (...args: any[]): { handle(payload: Infer<Payload>, run: JobRun): Promise<void> }
  jobName: string
  payload: Payload
  options: JobOptions
}
