import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { args, BaseCommand, flags } from '@adonisjs/core/ace'
import string from '@adonisjs/core/helpers/string'
import { pluginsOf } from '../plugins/main.js'
import { NewPluginError, refuseBadName, refuseSingular } from './new_plugin_name.js'
import { hasTemplate, linkPlugin, writePlugin } from './write_plugin.js'

/** Stands in quotes and in tags of the generated files. */
const TITLE = /^[\p{L}\p{N}][\p{L}\p{N} ,&’()./-]{0,59}$/u

/** Writes a plugin with one resource, whole: manifest, routes, pages, model, migration, factory, tests and README. */
export default class MakePlugin extends BaseCommand {
  static override commandName = 'make:plugin'
  static override description = 'Make a plugin that runs and passes its tests: a domain of its own under plugins/'
  static override help = [
    'The name is a snake_case noun in the plural, e.g. work_groups:',
    '  {{ binaryName }} make:plugin work_groups --title="Work groups"',
  ]

  @args.string({ description: 'Name of the plugin, e.g. work_groups' })
  declare name: string

  @flags.string({ description: 'What people read in lists; made from the name when left out' })
  declare title?: string

  @flags.boolean({ description: 'The name is no plural, and shall not be' })
  declare singular: boolean

  override async run(): Promise<void> {
    try {
      await this.#make()
    } catch (error) {
      if (!(error instanceof NewPluginError)) throw error
      this.logger.error(error.message)
      this.exitCode = 1
    }
  }

  async #make(): Promise<void> {
    if (!hasTemplate()) throw new NewPluginError('Plugins are made in the sources of the site, not in a build of it.')
    const { name } = this
    refuseBadName(name, await this.#takenNames())
    if (!this.singular) refuseSingular(name)
    const title = this.title ?? string.sentenceCase(name)
    if (!TITLE.test(title))
      throw new NewPluginError(`"${title}" cannot be a title: letters, digits and , & ’ ( ) . / - only.`)

    const directory = this.app.makePath('plugins', name)
    for (const file of await writePlugin(directory, { name, title }))
      this.logger.action(`create plugins/${name}/${file}`).succeeded()
    await linkPlugin(this.app.makePath(), directory, name)
    this.logger.log(`Linked as @pydotorg/${name}; "npm install" records that in package-lock.json.`)
    this.logger.log(`Next: node ace migration:run, then /${name.replaceAll('_', '-')}/ and docs/plugins.md.`)
  }

  /** Also folders that are no plugin yet, and plugins that cannot be loaded. */
  async #takenNames(): Promise<string[]> {
    const plugins = await pluginsOf(this.app.appRoot)
    const folder = this.app.makePath('plugins')
    const folders = existsSync(folder) ? await readdir(folder) : []
    return [...plugins.all(), ...plugins.failures()].map(({ name }) => name).concat(folders)
  }
}
