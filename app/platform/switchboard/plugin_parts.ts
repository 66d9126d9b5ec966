import type { Router } from '@adonisjs/core/http'
import type { Plugin } from '../plugins/plugin.js'

/** What a plugin hands to the site, by kind. */
export type PluginPartKind =
  | 'routes'
  | 'menu entries'
  | 'home sections'
  | 'feeds'
  | 'sitemap sources'
  | 'page tops'
  | 'fallbacks'
  | 'API collections'
  | 'sign-in ways'
  | 'admin pages'
  | 'admin screens'
  | 'dashboard parts'
  | 'health checks'
  | 'listeners'
  | 'contracts'
  | 'commands'
  | 'jobs'
  | 'schedules'
  | 'permissions'

/** The parts of a plugin: of each kind the names by which operators know them, or as many empty texts. */
export type PluginParts = Readonly<Record<PluginPartKind, readonly string[]>>

/** Parts of which only the number can be told: they are modules that are loaded when they are needed. */
const nameless = (parts: readonly unknown[] | undefined): string[] => (parts ?? []).map(() => '')

function routesOf(plugin: string, router: Router): string[] {
  // Only a web server commits its routes by itself.
  if (!router.commited) router.commit()
  return Object.values(router.toJSON())
    .flat()
    .filter(({ name }) => name?.startsWith(`${plugin}.`))
    .map(({ methods, pattern }) => `${methods.filter((method) => method !== 'HEAD').join(', ')} ${pattern}`)
}

/**
 * @param plugin - a loaded plugin
 * @param router - knows the routes
 * @returns everything that it hands to the site
 * @example
 * pluginParts(plugins.get('downloads'), router)['home sections']
 */
export function pluginParts({ name, manifest }: Plugin, router: Router): PluginParts {
  const { navigation, homeSections, feeds, sitemap, healthChecks, ...more } = manifest.contributes ?? {}
  const entries = Object.entries(navigation ?? {}).flatMap(([menu, list]) =>
    (list ?? []).map(({ title, href }) => `${title} (${[menu, href].filter(Boolean).join(', ')})`)
  )
  return {
    'routes': routesOf(name, router),
    'menu entries': entries,
    'home sections': (homeSections ?? []).map(({ title }) => title),
    'feeds': (feeds ?? []).map(({ title, href }) => `${title} (${href})`),
    'sitemap sources': nameless(sitemap),
    'page tops': nameless(more.pageTops),
    'fallbacks': nameless(more.fallbacks),
    'API collections': nameless(more.wireResources),
    'sign-in ways': nameless(more.signInWays),
    'admin pages': (more.adminPages ?? []).map(({ title, href }) => `${title} (${href})`),
    'admin screens': nameless(more.adminResources),
    'dashboard parts': (more.adminPanels ?? []).map(({ title }) => title),
    'health checks': nameless(healthChecks),
    'listeners': nameless(manifest.listeners),
    'contracts': nameless(manifest.provides),
    'commands': nameless(manifest.commands),
    'jobs': nameless(manifest.jobs),
    'schedules': (manifest.schedules ?? []).map((schedule) => schedule.name),
    'permissions': Object.entries(manifest.permissions ?? {}).map(([key, sentence]) => `${key}: ${sentence}`),
  }
}
