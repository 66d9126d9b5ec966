import { access, glob, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { PluginLoadError } from './plugin_errors.js'
import type { PluginPackage, PluginPackageField } from './plugin.js'

interface PackageJson {
  name?: string
  version?: string
  pydotorg?: PluginPackageField
  dependencies?: Record<string, string>
}

async function readPackageJson(file: string): Promise<PackageJson> {
  const text = await readFile(file, 'utf8')
  try {
    return JSON.parse(text) as PackageJson
  } catch (error) {
    throw new PluginLoadError(`${file} is not JSON: ${error instanceof Error ? error.message : error}`)
  }
}

function asPlugin(directory: string, contents: PackageJson): PluginPackage[] {
  if (!contents.pydotorg?.plugin || !contents.name) return []
  return [{ packageName: contents.name, version: contents.version ?? '0.0.0', directory, field: contents.pydotorg }]
}

async function workspacePlugins(appRoot: string): Promise<PluginPackage[]> {
  const found: PluginPackage[] = []
  for await (const file of glob('plugins/*/package.json', { cwd: appRoot })) {
    const path = join(appRoot, file)
    found.push(...asPlugin(dirname(path), await readPackageJson(path)))
  }
  return found
}

/** Folder of an installed package. Not by `require.resolve`: a package need not export its package.json. */
async function installedDirectory(appRoot: string, packageName: string): Promise<string | null> {
  const searched = createRequire(join(appRoot, 'package.json')).resolve.paths(packageName) ?? []
  for (const folder of searched) {
    const directory = join(folder, packageName)
    const there = await access(join(directory, 'package.json')).then(
      () => true,
      () => false
    )
    if (there) return directory
  }
  return null
}

async function installedPlugins(appRoot: string): Promise<PluginPackage[]> {
  const { dependencies = {} } = await readPackageJson(join(appRoot, 'package.json'))
  const found: PluginPackage[] = []
  for (const packageName of Object.keys(dependencies)) {
    const directory = await installedDirectory(appRoot, packageName)
    if (!directory) continue
    found.push(...asPlugin(directory, await readPackageJson(join(directory, 'package.json'))))
  }
  return found
}

/**
 * Finds every plugin: workspaces under `plugins/`, and dependencies of the application whose package.json carries the
 * `pydotorg` field. Nothing is listed by hand, so adding or deleting a folder edits no other file.
 *
 * @param appRoot - absolute path of the application
 * @returns the packages, by name; a workspace wins over an installed package of the same name
 * @throws PluginLoadError when a package.json is not JSON; npm cannot work with it either
 * @example
 * const packages = await discoverPlugins('/srv/pydotorg')
 */
export async function discoverPlugins(appRoot: string): Promise<PluginPackage[]> {
  const [workspaces, installed] = await Promise.all([workspacePlugins(appRoot), installedPlugins(appRoot)])
  const byName = new Map([...installed, ...workspaces].map((found) => [found.packageName, found]))
  return [...byName.values()].sort((a, b) => a.packageName.localeCompare(b.packageName, 'en'))
}
