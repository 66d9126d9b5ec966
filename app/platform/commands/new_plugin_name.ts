import string from '@adonisjs/core/helpers/string'
import { slugify } from '../models/slug.js'

const FORM = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/
const LONGEST = 40

/** Names that the host itself uses as a namespace, and for what. */
const RESERVED: ReadonlyMap<string, string> = new Map([
  ['features', 'the tables of the switches'],
  ['platform', '@pydotorg/platform'],
  ['plugins', 'the plugin:* commands'],
  ['site', 'the parts of the frame, @site.*'],
  ['ui', 'the parts of pages, @ui.*'],
])

/** Why a plugin cannot be made, e.g. for its name. */
export class NewPluginError extends Error {
  override name = 'NewPluginError'
}

/**
 * Checks the name of a new plugin: a snake_case noun, at most 40 characters, that nothing else uses.
 *
 * @param name - as somebody typed it
 * @param taken - names of the plugins that there are
 * @throws NewPluginError saying what is wrong, and a name that would do
 * @example
 * refuseBadName('Events', ['jobs']) // throws: … Did you mean "events"?
 */
export function refuseBadName(name: string, taken: readonly string[]): void {
  if (!FORM.test(name) || name.length > LONGEST) {
    throw new NewPluginError(
      `"${name}" cannot be a plugin's name: it is a snake_case noun of at most ${LONGEST} letters and digits, ` +
        `such as work_groups.${suggestion(name)}`
    )
  }
  const use = RESERVED.get(name)
  if (use) throw new NewPluginError(`"${name}" cannot be a plugin's name: the site uses it for ${use}.`)
  if (taken.includes(name)) throw new NewPluginError(`There is a plugin "${name}" already, in plugins/${name}.`)
}

/**
 * @param name - a name in the right form
 * @throws NewPluginError for a singular, with its plural
 */
export function refuseSingular(name: string): void {
  const plural = string.pluralize(name)
  if (plural === name) return
  throw new NewPluginError(
    `Plugins are called in the plural: "${plural}" rather than "${name}". If "${name}" is what you mean, add --singular.`
  )
}

function suggestion(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2')
  const near = string
    .snakeCase(slugify(words))
    .replace(/^[\d_]+/, '')
    .slice(0, LONGEST)
  return FORM.test(near) ? ` Did you mean "${near}"?` : ''
}
