import type { PluginRegistry } from '../../plugins/plugin_registry.js'

/** What people may be allowed to do that belongs to no plugin. */
export const PLATFORM_PERMISSIONS: Readonly<Record<string, string>> = {
  'platform.switch_features': 'Switch plugins and features on and off, plan and undo it',
  'platform.manage_jobs': 'See jobs, retry and delete them, pause queues and change schedules',
  'platform.read_audit': 'Read, search and export the audit log',
  'platform.see_health': 'See how the site and its parts are',
  'platform.manage_cache': 'See what is kept of pages, and drop it',
  'platform.change_settings': 'Change settings of the site',
  'platform.manage_mail': 'See what became of mails, send failed ones again, and let addresses have bulk mail again',
  'platform.change_mail_templates': 'Change the words of mails, and send tests of them',
  'platform.arrange_home': 'Order and hide the sections of the home page',
}

/**
 * @param plugins - the plugins of the site, on or off
 * @returns every permission that there is, with a sentence that says what it allows
 * @example
 * const names = Object.keys(knownPermissions(await app.container.make(PluginRegistry)))
 */
export function knownPermissions(plugins: PluginRegistry): Record<string, string> {
  return Object.assign({}, PLATFORM_PERMISSIONS, ...plugins.all().map(({ manifest }) => manifest.permissions ?? {}))
}
