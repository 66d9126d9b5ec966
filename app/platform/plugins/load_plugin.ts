import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import semver from 'semver'
import { PluginLoadError } from './plugin_errors.js'
import type { Plugin, PluginPackage } from './plugin.js'
import type { PluginManifest } from './plugin_manifest.js'

const NAME = /^[a-z][a-z0-9_]*$/

function checkPlatformRange(found: PluginPackage, platformVersion: string): void {
  const { platform } = found.field
  if (semver.validRange(platform) === null) {
    throw new PluginLoadError(
      `${found.packageName} does not say which platform it works with: "pydotorg.platform" in its package.json ` +
        `must be a semver range such as "^${platformVersion}", not ${JSON.stringify(platform)}.`
    )
  }
  if (semver.satisfies(platformVersion, platform, { includePrerelease: true })) return
  throw new PluginLoadError(
    `${found.packageName} ${found.version} works with platform ${platform}, and this is platform ${platformVersion}. ` +
      'Install a version of the plugin made for this platform.'
  )
}

function checkManifest(found: PluginPackage, manifest: PluginManifest | undefined): asserts manifest is PluginManifest {
  if (typeof manifest !== 'object' || typeof manifest?.name !== 'string') {
    throw new PluginLoadError(
      `${found.field.plugin} of ${found.packageName} must export definePlugin({ … }) as its default.`
    )
  }
  if (!NAME.test(manifest.name)) {
    throw new PluginLoadError(
      `${found.packageName} calls itself "${manifest.name}"; a plugin's name is a snake_case noun such as "work_groups".`
    )
  }
}

/**
 * Reads one plugin's manifest.
 *
 * @param found - the package on disk
 * @param platformVersion - version of the platform that is running
 * @returns the plugin
 * @throws PluginLoadError when it was made for another platform, or its manifest is missing or none; whatever its module
 * throws
 * @example
 * const plugin = await loadPlugin(found, '0.1.0')
 */
export async function loadPlugin(found: PluginPackage, platformVersion: string): Promise<Plugin> {
  checkPlatformRange(found, platformVersion)
  const url = pathToFileURL(await manifestFile(found)).href
  const { default: manifest } = (await import(url)) as { default?: PluginManifest }
  checkManifest(found, manifest)
  const { packageName, version, directory } = found
  return { name: manifest.name, version, packageName, directory, manifest }
}

/** A workspace's manifest is TypeScript while developing and JavaScript in a build; package.json names the latter. */
async function manifestFile(found: PluginPackage): Promise<string> {
  const built = join(found.directory, found.field.plugin)
  if (await isThere(built)) return built
  const source = built.replace(/\.js$/, '.ts')
  if (await isThere(source)) return source
  throw new PluginLoadError(
    `${found.packageName} names ${found.field.plugin} as its manifest, and there is no such file.`
  )
}

function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false
  )
}
