import type { ApplicationService } from '@adonisjs/core/types'
import { AuditLog } from '@pydotorg/platform/audit'
import { HeldJobs, JobList, JobRegistry, QueueControl, QueueDesk, Queues } from '@pydotorg/platform/jobs'

/** What operators look at queues with, in commands and in pages. */
export function registerQueueDesk({ container }: ApplicationService): void {
  container.singleton(QueueDesk, async (resolver) => {
    return new QueueDesk({
      db: await resolver.make('lucid.db'),
      queues: await resolver.make(Queues),
      registry: await resolver.make(JobRegistry),
      held: await resolver.make(HeldJobs),
      audit: await resolver.make(AuditLog),
    })
  })
  container.singleton(JobList, async (resolver) => {
    const [db, queues] = [await resolver.make('lucid.db'), await resolver.make(Queues)]
    return new JobList({ db, queues, registry: await resolver.make(JobRegistry) })
  })
  container.singleton(QueueControl, async (resolver) => {
    return new QueueControl({
      db: await resolver.make('lucid.db'),
      queues: await resolver.make(Queues),
      registry: await resolver.make(JobRegistry),
      audit: await resolver.make(AuditLog),
    })
  })
}
