import { dependentFeatures } from '../features/dependent_features.js'
import type { FeatureState } from '../features/feature_definition.js'
import type { Features } from '../features/features.js'
import type { StoredFeature } from '../features/feature_setting.js'
import { contributionCounts, countsInWords, type ContributionCounts, type ReportSources } from './plugin_report.js'

const ANSWER: Record<FeatureState, string> = {
  on: 'answers',
  off: 'answers 404',
  maintenance: 'answers 503 and says that it will be back',
}

function stateInWords(features: Features, key: string): string {
  const { state, audience } = features.explain(key)
  return audience && state === 'on' ? `${key} is ${state} for ${audience}` : `${key} is ${state}`
}

/** The state, and why it is not what the operator set, when it is not. */
function outcome(features: Features, { key, state }: StoredFeature): string {
  const now = features.explain(key)
  return now.state === state
    ? stateInWords(features, key)
    : `${stateInWords(features, key)}, not ${state}: ${now.reason.text}`
}

/** Commands of the plugin run on, so they are not told here. */
function darkParts(key: string, { plugins, features, router }: ReportSources): string[] {
  const plugin = plugins.find(key)
  if (!plugin) return []
  const counts = contributionCounts(plugin, router)
  const pick = (...kinds: (keyof ContributionCounts)[]): string =>
    countsInWords(Object.fromEntries(kinds.map((kind) => [kind, counts[kind]])))
  const routes = pick('routes')
  const shown = pick(
    ...([
      'menu entries',
      'home sections',
      'feeds',
      'sitemap sources',
      'page tops',
      'fallbacks',
      'API collections',
    ] as const),
    ...(['sign-in ways', 'admin pages', 'admin screens', 'dashboard parts', 'health checks'] as const)
  )
  const resting = pick('listeners', 'contracts', 'jobs', 'schedules')
  return [
    routes && `${routes}: ${ANSWER[features.explain(key).state]}`,
    shown && `gone from the site: ${shown}`,
    resting && `resting: ${resting}`,
  ].filter(Boolean)
}

/**
 * What a change means for visitors, in sentences.
 *
 * @param changed - rows that changed
 * @param sources - registry, features as they are now, and router
 * @returns lines to print
 */
export function consequences(changed: readonly StoredFeature[], sources: ReportSources): string[] {
  const { features } = sources
  const lines = changed.flatMap((row) => {
    const isDark = features.explain(row.key).state !== 'on'
    const parts = isDark ? darkParts(row.key, sources).map((part) => `  ${part}`) : []
    return [outcome(features, row), ...parts]
  })
  const changedKeys = changed.map(({ key }) => key)
  const below = changedKeys.flatMap((key) => dependentFeatures(features.definitions(), key))
  const followers = [...new Set(below.map(({ key }) => key))].filter((key) => !changedKeys.includes(key))
  return [...lines, ...followers.map((key) => `  with it: ${stateInWords(features, key)}`)]
}
