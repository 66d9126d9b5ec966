import type { Lazy } from '../../plugins/lazy.js'
import type { JobClass } from '../job_class.js'

/** A job that a plugin wants to run again and again. */
export interface ScheduleDeclaration {
  /** `<plugin>.<what>`; operators know it by this name, so it never changes lightly. */
  name: string
  /** What is dispatched. */
  job: Lazy<JobClass>
  /** Five fields: minute, hour, day of the month, month, day of the week. Operators may change it. */
  cron: string
  /** The zone that the fields are meant in; UTC unless said. */
  timeZone?: string
  /** What the job is given. */
  payload?: unknown
  /**
   * What happens on return when it was due while no process ran or its plugin was off: `run`, the default, makes up for
   * it once, however often it was missed; `skip` waits for the next time.
   */
  missed?: 'run' | 'skip'
}
