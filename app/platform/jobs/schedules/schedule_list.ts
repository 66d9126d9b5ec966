import type { PluginRegistry } from '../../plugins/plugin_registry.js'
import type { Timing } from './cron.js'
import type { ScheduleDeclaration } from './schedule_declaration.js'

/** A declared schedule and whose it is; the platform's own belong to no plugin. */
export interface DeclaredSchedule extends ScheduleDeclaration {
  plugin: string | null
}

/** Every schedule that the platform and the plugins in use declare. */
export class ScheduleList {
  readonly #plugins: PluginRegistry
  readonly #own: readonly ScheduleDeclaration[]

  /**
   * @param plugins - whose manifests name schedules
   * @param own - schedules of the platform
   */
  constructor(plugins: PluginRegistry, own: readonly ScheduleDeclaration[]) {
    this.#plugins = plugins
    this.#own = own
  }

  /** @returns all of them, the platform's first */
  all(): DeclaredSchedule[] {
    const own = this.#own.map((schedule) => ({ ...schedule, plugin: null }))
    const theirs = this.#plugins
      .all()
      .flatMap(({ name, manifest }) => (manifest.schedules ?? []).map((schedule) => ({ ...schedule, plugin: name })))
    return [...own, ...theirs]
  }

  /**
   * @param name - of a schedule
   * @returns it, or null
   */
  find(name: string): DeclaredSchedule | null {
    return this.all().find((schedule) => schedule.name === name) ?? null
  }
}

/**
 * @param declared - by a plugin
 * @param decided - by operators
 * @returns what counts: operators decide, field by field
 */
export function timingOf(
  declared: ScheduleDeclaration,
  decided: { cron: string | null; time_zone: string | null } | null
): Timing {
  return { cron: decided?.cron ?? declared.cron, timeZone: decided?.time_zone ?? declared.timeZone ?? 'UTC' }
}

/**
 * @param timing - of a schedule
 * @returns what the table remembers, to see that a release or an operator changed it
 */
export function reckonedBy({ cron, timeZone }: Timing): string {
  return `${cron} ${timeZone}`
}
