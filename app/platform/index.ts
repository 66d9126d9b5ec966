export { definePlugin } from './plugins/plugin_manifest.js'
export type { PluginManifest, RouteRegistrar, Seeder } from './plugins/plugin_manifest.js'
