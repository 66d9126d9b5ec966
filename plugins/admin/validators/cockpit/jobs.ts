import vine, { SimpleMessagesProvider } from '@vinejs/vine'
import { JOB_STATES } from '@pydotorg/platform/jobs'

/** Which jobs are listed. */
export const jobListValidator = vine.create({
  state: vine.enum(JOB_STATES).optional(),
  queue: vine.string().trim().maxLength(200).optional(),
  page: vine.number().withoutDecimals().range([1, 1000]).optional(),
})

/** Ticked jobs as `queue/id`; a single one is sent as such. */
const ticked = vine
  .array(vine.string().regex(/^[\w.:-]{1,200}\/[\w.:-]{1,200}$/))
  .parse((value) => (typeof value === 'string' ? [value] : value))
  .minLength(1)
  .maxLength(100)

export const tickedJobsValidator = vine.create({ jobs: ticked })

/** Why a queue is stopped. */
export const pauseValidator = vine.create({ reason: vine.string().trim().minLength(3).maxLength(500) })

/** When a schedule fires; `declared` goes back to what its plugin says. */
export const timingValidator = vine.create({
  cron: vine.string().trim().maxLength(100).optional().requiredIfMissing('declared'),
  timeZone: vine.string().trim().maxLength(60).optional(),
  declared: vine.accepted().optional(),
})

export const jobMessages = new SimpleMessagesProvider({
  'jobs.required': 'Tick at least one job.',
  'jobs.minLength': 'Tick at least one job.',
  'jobs.maxLength': 'Tick at most 100 jobs at once.',
  'reason.required': 'Say why, in a few words: it stands in the audit log.',
  'reason.minLength': 'Say why, in a few words: it stands in the audit log.',
  'cron.required': 'Write five fields: minute, hour, day of the month, month, day of the week.',
})
