import { inject } from '@adonisjs/core'
import { DiskSpaceCheck, HealthChecks, MemoryHeapCheck } from '@adonisjs/core/health'
import type { HealthCheckReport } from '@adonisjs/core/types/health'
import { DbCheck } from '@adonisjs/lucid/database'
import { Database } from '@adonisjs/lucid/database'
import { ContributionReader } from '@pydotorg/platform/contributions'
import { GuardedCheck } from '#health/guarded_check'
import { MachineCheck } from '#health/machine_check'
import { OwnChecks } from '#health/own_checks'

/** Asks everything the site stands on how it is. */
@inject()
export class SiteHealth {
  constructor(
    protected database: Database,
    protected own: OwnChecks,
    protected contributed: ContributionReader
  ) {}

  /** What requests cannot be answered without. */
  needed(): Promise<HealthCheckReport> {
    return new HealthChecks().register([this.#databaseCheck()]).run()
  }

  /** That, plugins and jobs, the machine, and what the plugins check themselves. */
  everything(): Promise<HealthCheckReport> {
    const machine = [
      new DiskSpaceCheck().warnWhenExceeds(85).failWhenExceeds(95),
      new MemoryHeapCheck().warnWhenExceeds('1 gb').failWhenExceeds('2 gb'),
    ]
    return new HealthChecks()
      .register([
        this.#databaseCheck(),
        ...this.own.all(),
        ...machine.map((check) => new MachineCheck(check)),
        ...this.contributed.healthChecks().map((source) => new GuardedCheck(source)),
      ])
      .run()
  }

  #databaseCheck(): DbCheck {
    return new DbCheck(this.database.connection()).as('Database')
  }
}
