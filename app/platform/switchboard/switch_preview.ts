import type { Router } from '@adonisjs/core/http'
import { dependentFeatures } from '../features/dependent_features.js'
import type { FeatureState } from '../features/feature_declaration.js'
import type { Features } from '../features/features.js'
import type { FeatureSwitch } from '../features/feature_switch.js'
import type { JobList } from '../jobs/job_list.js'
import type { PluginRegistry } from '../plugins/plugin_registry.js'
import { pluginParts, type PluginParts } from './plugin_parts.js'

/** A plugin that would change with the switch, and everything of it that visitors would miss. */
export interface DarkPlugin {
  name: string
  title: string
  /** What goes, by kind: commands run and permissions can be given all the same. */
  parts: PluginParts
  /** Jobs of it that wait and would be held; null when the queues cannot be asked. */
  jobs: number | null
}

/** What a switch would do, worked out without doing it. */
export interface SwitchPreview {
  key: string
  from: FeatureState
  to: FeatureState
  /** What goes dark when it is done, the plugin itself first; empty for a switch that makes nothing worse. */
  dark: DarkPlugin[]
  /** Finer features that stand below it, and their plugin's own features. */
  features: string[]
  /** Plugins that are on and require it: it has to cascade. */
  dependents: string[]
  /** Why it cannot be changed at all, in a sentence; null when it can. */
  refusal: string | null
  /** True when more jobs wait than were looked at. */
  hasMoreJobs: boolean
}

/** What previews are made from. */
export interface SwitchPreviewParts {
  plugins: PluginRegistry
  features: Features
  featureSwitch: FeatureSwitch
  jobList: JobList
  router: () => Promise<Router>
}

/**
 * Shows what a switch would do before anybody turns it.
 *
 * @example
 * const preview = await (await app.container.make(SwitchPreviews)).of('companies', 'off')
 * preview.dark.map(({ title }) => title) // ['Companies', 'Success stories']
 */
export class SwitchPreviews {
  readonly #parts: SwitchPreviewParts

  /** @param parts - what previews are made from */
  constructor(parts: SwitchPreviewParts) {
    this.#parts = parts
  }

  /**
   * @param key - a feature's key
   * @param to - the state that it would get
   * @returns what would happen
   */
  async of(key: string, to: FeatureState): Promise<SwitchPreview> {
    const { features, featureSwitch } = this.#parts
    const from = features.explain(key).state
    const dependents = featureSwitch.affectedBy(key, to)
    const isDarker = to !== 'on' && from !== to
    const below = isDarker ? dependentFeatures(features.definitions(), key) : []
    const names = isDarker ? [...(this.#parts.plugins.find(key) ? [key] : []), ...dependents] : []
    const waiting = names.length > 0 ? await this.#parts.jobList.waiting().catch(() => null) : null
    const router = await this.#parts.router()
    const dark = names.map((name) => {
      const plugin = this.#parts.plugins.get(name)
      const jobs = waiting === null ? null : (waiting.byPlugin.get(name) ?? 0)
      return {
        name,
        title: plugin.manifest.title,
        parts: { ...pluginParts(plugin, router), commands: [], permissions: [] },
        jobs,
      }
    })
    return {
      ...{ key, from, to, dark, dependents },
      features: below.map((definition) => definition.key).filter((other) => !names.includes(other)),
      refusal: this.#refusal(key),
      hasMoreJobs: waiting !== null && !waiting.isWhole,
    }
  }

  #refusal(key: string): string | null {
    try {
      this.#parts.featureSwitch.refuseUnchangeable(key)
      return null
    } catch (error) {
      return (error as Error).message
    }
  }
}
