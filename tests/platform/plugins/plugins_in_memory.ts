import { featureDefinitions, Features, type FeatureState } from '@pydotorg/platform/features'
import { PluginRegistry, type Plugin, type PluginManifest } from '@pydotorg/platform/plugins'

/**
 * @param name - of the plugin
 * @param says - what its manifest says beside its name
 * @returns a plugin that lies nowhere
 */
export function plugin(name: string, says: Partial<PluginManifest> = {}): Plugin {
  return {
    name,
    version: '1.0.0',
    packageName: `@pydotorg/${name}`,
    directory: `/site/plugins/${name}`,
    manifest: { name, title: name, summary: name, ...says },
  }
}

/** Switches as operators use them, without a database. */
export class Switchboard {
  readonly features: Features
  readonly registry: PluginRegistry

  constructor(plugins: readonly Plugin[]) {
    this.registry = new PluginRegistry('/site', plugins)
    this.features = new Features(featureDefinitions(this.registry))
  }

  turn(key: string, state: FeatureState): void {
    this.features.apply([{ key, state, rules: {} }])
  }
}
