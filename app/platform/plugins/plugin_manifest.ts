import type { HttpRouterService } from '@adonisjs/core/types'
import type { BaseCommand } from '@adonisjs/core/ace'
import type { Contributions } from '../contributions/contributions.js'
import type { ContractProvision } from '../contracts/contract.js'
import type { FeatureDeclaration } from '../features/feature_declaration.js'
import type { JobClass } from '../jobs/job_class.js'
import type { ListenerDeclaration } from '../contributions/listeners.js'
import type { ScheduleDeclaration } from '../jobs/schedules/schedule_declaration.js'
import type { Lazy } from './lazy.js'

/** Registers a plugin's routes; each is gated by the plugin's feature. */
export type RouteRegistrar = (router: HttpRouterService) => void

/**
 * Puts demo or base data into the plugin's tables and says in a few words what it did. Idempotent: a second run changes
 * nothing, and neither run changes what somebody else wrote.
 */
export type Seeder = () => Promise<string>

/**
 * Everything a plugin says of itself. `plugin.ts` is evaluated by web, console and test processes and by code
 * generation, so it holds literals and lazy imports only.
 *
 * Found by convention, not declared: `views/` (mounted under the plugin's name), `database/migrations/`, `assets/`.
 */
export interface PluginManifest {
  /** Folder, feature key and prefix of routes, tables, commands: a short snake_case noun, e.g. `downloads`. */
  name: string
  /** What operators read in lists, e.g. `Downloads`. */
  title: string
  /** One sentence: what the plugin gives to visitors. */
  summary: string
  /** True for what the site cannot be without: its feature cannot be switched off. */
  core?: boolean
  /** Plugins that must be there and on. */
  requires?: readonly string[]
  /** Plugins whose contracts are used when they are there and on. */
  uses?: readonly string[]
  /** The plugin's own switch; without it: on by default, owned by `operators`. */
  feature?: Partial<Omit<FeatureDeclaration, 'summary'>>
  /** Finer switches by their last part: `submissions` in plugin `events` is feature `events.submissions`. */
  features?: Readonly<Record<string, FeatureDeclaration>>
  /** The module whose default export registers the routes. */
  routes?: Lazy<RouteRegistrar>
  /** What people may be allowed to do, `<plugin>.<what>` with a sentence each; assignable also while the plugin is off. */
  permissions?: Readonly<Record<string, string>>
  /** Work behind the scenes, named `<plugin>.<verb>_<noun>`; held while the plugin is off. */
  jobs?: readonly Lazy<JobClass>[]
  /** Jobs that run again and again; not while the plugin is off. */
  schedules?: readonly ScheduleDeclaration[]
  /** Ace commands, named `<plugin>:<verb>`. They run even when the plugin is off. */
  commands?: readonly Lazy<typeof BaseCommand>[]
  /** Reactions to events; not called while the plugin is off. */
  listeners?: readonly ListenerDeclaration[]
  /** Implementations of contracts that other plugins may ask for. */
  provides?: readonly ContractProvision[]
  /** Run by `site:seed` in the order of `requires`. Runs even when the plugin is off. */
  seeders?: readonly Lazy<Seeder>[]
  /** What the plugin hands to the site: navigation, home sections, feeds, sitemap entries, health checks. */
  contributes?: Contributions
}

/**
 * Declares a plugin. Types the manifest, so that a misspelt field is a compile error, and freezes it.
 *
 * @param manifest - what the plugin says of itself
 * @returns the same manifest, frozen
 * @example
 * export default definePlugin({
 *   name: 'events',
 *   title: 'Events',
 *   summary: 'Conferences and user group meetings.',
 *   routes: () => import('./routes.js'),
 * })
 */
export function definePlugin(manifest: PluginManifest): Readonly<PluginManifest> {
  return Object.freeze({ ...manifest })
}
