import type { Router } from '@adonisjs/core/http'
import type { FeatureReason } from '../features/feature_reason.js'
import type { Features } from '../features/features.js'
import type { FeatureState } from '../features/feature_definition.js'
import type { Plugin } from '../plugins/plugin.js'
import type { PluginRegistry } from '../plugins/plugin_registry.js'
import { pluginParts, type PluginPartKind } from '../switchboard/plugin_parts.js'

/** How many of each kind a plugin hands to the site. */
export type ContributionCounts = Record<PluginPartKind, number>

/** What `plugin:list` says of a plugin. */
export interface PluginReport {
  name: string
  title: string
  summary: string
  version: string
  packageName: string
  core: boolean
  state: FeatureState
  reason: FeatureReason
  /** Rules in force, in words; empty for everybody. */
  audience: string
  requires: readonly string[]
  uses: readonly string[]
  /** Plugins that require it, directly or through others. */
  dependents: readonly string[]
  /** Keys of its finer features. */
  features: readonly string[]
  contributes: ContributionCounts
}

/** What reports are made from. */
export interface ReportSources {
  plugins: PluginRegistry
  features: Features
  router: Router
}

/**
 * @param plugin - a loaded plugin
 * @param router - knows the routes
 * @returns how many of each kind it hands to the site
 */
export function contributionCounts(plugin: Plugin, router: Router): ContributionCounts {
  const counts = Object.entries(pluginParts(plugin, router)).map(([kind, parts]) => [kind, parts.length])
  return Object.fromEntries(counts) as ContributionCounts
}

/**
 * @param counts - how many of each kind
 * @returns `12 routes, 1 feed`; kinds of which there is none are left out
 */
export function countsInWords(counts: Partial<ContributionCounts>): string {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${count} ${count === 1 ? kind.replace(/ies$/, 'y').replace(/s$/, '') : kind}`)
    .join(', ')
}

/**
 * @param sources - registry, features and router
 * @returns a report of each loaded plugin, in load order
 */
export function pluginReports({ plugins, features, router }: ReportSources): PluginReport[] {
  return plugins.all().map((plugin) => {
    const { name, version, packageName, manifest } = plugin
    const { state, reason, audience } = features.explain(name)
    return {
      name,
      title: manifest.title,
      summary: manifest.summary,
      version,
      packageName,
      core: manifest.core ?? false,
      state,
      reason,
      audience,
      requires: manifest.requires ?? [],
      uses: manifest.uses ?? [],
      dependents: plugins.dependentsOf(name),
      features: Object.keys(manifest.features ?? {}).map((part) => `${name}.${part}`),
      contributes: contributionCounts(plugin, router),
    }
  })
}
