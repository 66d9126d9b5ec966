import type { PluginManifest } from './plugin_manifest.js'

/** The `pydotorg` field of a plugin's package.json. */
export interface PluginPackageField {
  /** The manifest module, relative to the package, e.g. `./plugin.js`. */
  plugin: string
  /** The platform versions it works with, as a semver range, e.g. `^0.1.0`. */
  platform: string
}

/** A package on disk that says it is a plugin; its manifest has not been read yet. */
export interface PluginPackage {
  packageName: string
  version: string
  /** Absolute path of the package's folder. */
  directory: string
  field: PluginPackageField
}

/** A plugin whose manifest was read. */
export interface Plugin {
  name: string
  version: string
  packageName: string
  /** Absolute path of the plugin's folder. */
  directory: string
  manifest: Readonly<PluginManifest>
}

/** A plugin that is there but could not be loaded: switched off, and shown to operators. */
export interface PluginFailure {
  name: string
  packageName: string
  error: Error
}
