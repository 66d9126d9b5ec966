import { inject } from '@adonisjs/core'
import router from '@adonisjs/core/services/router'
import { Features } from '@pydotorg/platform/features'
import { PluginRegistry, type PluginFailure } from '@pydotorg/platform/plugins'
import { pluginParts, pluginReports, type PluginParts, type PluginReport } from '@pydotorg/platform/switchboard'
import { PluginJobCounts, type PluginJobs } from '#services/cockpit/plugin_job_counts'

/** A plugin in the list. */
export interface ListedPlugin extends PluginReport, PluginJobs {}

/** Everything of one plugin. */
export interface ShownPlugin {
  report: ListedPlugin
  parts: PluginParts
  lockedBy: string | null
}

/** What operators see of plugins. */
@inject()
export class PluginDesk {
  constructor(
    protected plugins: PluginRegistry,
    protected features: Features,
    protected counts: PluginJobCounts
  ) {}

  /** @returns every loaded plugin in load order, those that could not be loaded, and whether all jobs were counted */
  async all(): Promise<{ plugins: ListedPlugin[]; failures: readonly PluginFailure[]; areAllCounted: boolean }> {
    const { plugins, features } = this
    const { jobsOf, areAllCounted } = await this.counts.read()
    const listed = pluginReports({ plugins, features, router }).map((report) => ({ ...report, ...jobsOf(report.name) }))
    return { plugins: listed, failures: plugins.failures(), areAllCounted }
  }

  /**
   * @param name - of a plugin
   * @returns everything of it; null when there is none
   */
  async find(name: string): Promise<ShownPlugin | null> {
    const plugin = this.plugins.find(name)
    if (!plugin) return null
    const { plugins } = await this.all()
    return {
      report: plugins.find((listed) => listed.name === name)!,
      parts: pluginParts(plugin, router),
      lockedBy: this.features.explain(name).lockedBy,
    }
  }
}
