import type { BaseCommand } from '@adonisjs/core/ace'
import type { CommandMetaData } from '@adonisjs/core/types/ace'
import { pluginsOf } from '../plugins/main.js'

type CommandClass = typeof BaseCommand

const own = [
  () => import('./plugin_list.js'),
  () => import('./plugin_enable.js'),
  () => import('./plugin_disable.js'),
  () => import('./feature_list.js'),
  () => import('./feature_set.js'),
  () => import('./feature_history.js'),
  () => import('./setting_list.js'),
  () => import('./setting_set.js'),
  () => import('./setting_history.js'),
  () => import('./setting_reset.js'),
  () => import('./audit_list.js'),
  () => import('./audit_verify.js'),
  () => import('./media_clean.js'),
  () => import('./queue_work.js'),
  () => import('./queue_status.js'),
  () => import('./queue_failed.js'),
  () => import('./queue_retry.js'),
  () => import('./queue_clear.js'),
  () => import('./mail_log.js'),
  () => import('./mail_retry.js'),
  () => import('./mail_test.js'),
  () => import('./mail_suppressed.js'),
  () => import('./mail_allow.js'),
  () => import('./schedule_list.js'),
  () => import('./schedule_run.js'),
  () => import('./schedule_pause.js'),
  () => import('./schedule_resume.js'),
  () => import('./schedule_change.js'),
  () => import('./site_seed.js'),
  () => import('./make_plugin.js'),
  () => import('./home_list.js'),
  () => import('./home_move.js'),
  () => import('./home_hide.js'),
  () => import('./home_show.js'),
  () => import('./mail_templates.js'),
  () => import('./mail_preview.js'),
  () => import('./mail_override.js'),
  () => import('./group_set.js'),
  () => import('./user_create.js'),
  () => import('./user_promote.js'),
  () => import('./user_password.js'),
  () => import('./user_token.js'),
  () => import('./user_import.js'),
  () => import('./import_django.js'),
]

let commands: Promise<CommandClass[]> | null = null

async function readCommands(): Promise<CommandClass[]> {
  const { default: app } = await import('@adonisjs/core/services/app')
  const plugins = await pluginsOf(app.appRoot)
  const lazy = [...own, ...plugins.all().flatMap((plugin) => plugin.manifest.commands ?? [])]
  const modules = await Promise.all(lazy.map((load) => load()))
  return modules.map((module) => module.default as CommandClass)
}

function allCommands(): Promise<CommandClass[]> {
  commands ??= readCommands()
  return commands
}

/** Called by the ace kernel: the platform's commands and those of every plugin, on or off. */
export async function getMetaData(): Promise<CommandMetaData[]> {
  const classes = await allCommands()
  return classes.map((command) => command.serialize())
}

/** Called by the ace kernel with one of the above. */
export async function getCommand(meta: CommandMetaData): Promise<CommandClass | null> {
  const classes = await allCommands()
  return classes.find((command) => command.commandName === meta.commandName) ?? null
}
