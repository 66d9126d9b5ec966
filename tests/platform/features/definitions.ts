import type { FeatureDefinition } from '@pydotorg/platform/features'

/**
 * @param key - `events` for a plugin, `events.submissions` for a finer feature
 * @param overrides - what matters to the test
 * @returns a definition, on by default
 */
export function definition(key: string, overrides: Partial<FeatureDefinition> = {}): FeatureDefinition {
  const plugin = key.split('.')[0] ?? key
  return {
    key,
    plugin,
    summary: `What ${key} gives.`,
    owner: 'operators',
    default: 'on',
    core: false,
    requires: key === plugin ? [] : [plugin],
    ...overrides,
  }
}
