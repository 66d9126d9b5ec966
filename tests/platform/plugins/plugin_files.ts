import type { Files } from '../../temporary_folder.js'

/** What a package.json of a plugin says; `pydotorg: undefined` makes it no plugin. */
interface PackageOverrides {
  name?: string
  version?: string
  pydotorg?: { plugin?: string; platform?: unknown }
}

/**
 * @param folder - e.g. `plugins/events` or `node_modules/@acme/banners`
 * @param source - text of the manifest object
 * @param overrides - of package.json
 * @returns the two files that make a plugin
 */
export function pluginFiles(folder: string, source: string, overrides: PackageOverrides = {}): Files {
  const name = folder.replace(/^plugins\//, '@pydotorg/').replace(/^node_modules\//, '')
  return {
    [`${folder}/package.json`]: JSON.stringify({
      name,
      version: '1.0.0',
      type: 'module',
      exports: { '.': './plugin.js' },
      pydotorg: { plugin: './plugin.js', platform: '^0.1.0' },
      ...overrides,
    }),
    [`${folder}/plugin.js`]: `export default ${source}`,
  }
}

/**
 * @param name - of the plugin
 * @param rest - source text of more properties, e.g. `requires: ['companies']`
 * @returns source text of a manifest
 */
export function manifest(name: string, rest = ''): string {
  return `{ name: '${name}', title: 'T', summary: 'S', ${rest} }`
}
