import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/**
 * Makes the project's own packages importable by name below a folder, as npm
 * does for workspaces: `node_modules/@pydotorg/events` leads to `plugins/events`.
 * A plugin folder that was just added, and the compiled packages in `build/`,
 * then work without another installation; all other packages are found in the
 * node_modules above.
 *
 * @param {string} folder project root, or `build/`
 * @returns {void}
 * @example
 * linkWorkspaces(join(root, 'build'))
 */
export function linkWorkspaces(folder) {
  const modules = join(folder, 'node_modules')
  const names = new Set()
  for (const { name, path } of listWorkspaces(folder)) {
    names.add(name)
    ensureLink(join(modules, name), path)
  }
  removeDeadLinks(join(modules, '@pydotorg'), names)
}

/**
 * The project's own packages.
 *
 * @param {string} folder
 * @returns {{ name: string, path: string }[]}
 */
export function listWorkspaces(folder) {
  const plugins = join(folder, 'plugins')
  const names = existsSync(plugins) ? readdirSync(plugins).sort() : []
  return [join(folder, 'app', 'platform'), ...names.map((name) => join(plugins, name))]
    .filter((path) => existsSync(join(path, 'package.json')))
    .map((path) => ({ path, name: JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')).name }))
}

/**
 * @param {string} link
 * @param {string} target
 */
function ensureLink(link, target) {
  const wanted = relative(dirname(link), target)
  const present = lstatSync(link, { throwIfNoEntry: false })
  if (present !== undefined && !present.isSymbolicLink()) return
  if (present !== undefined && samePlace(link, wanted, target)) return
  mkdirSync(dirname(link), { recursive: true })
  rmSync(link, { force: true })
  // A junction needs no special right on Windows, but an absolute target.
  if (process.platform === 'win32') symlinkSync(target, link, 'junction')
  else symlinkSync(wanted, link)
}

/**
 * @param {string} link
 * @param {string} wanted
 * @param {string} target
 * @returns {boolean}
 */
function samePlace(link, wanted, target) {
  const leadsTo = readlinkSync(link)
  return leadsTo === wanted || leadsTo === target || leadsTo === `${target}\\`
}

/**
 * Links of plugins whose folder was deleted.
 *
 * @param {string} scope
 * @param {Set<string>} names
 */
function removeDeadLinks(scope, names) {
  if (!existsSync(scope)) return
  for (const entry of readdirSync(scope)) {
    const link = join(scope, entry)
    const isOurs = names.has(`@pydotorg/${entry}`)
    if (!isOurs && lstatSync(link).isSymbolicLink() && !existsSync(link)) rmSync(link)
  }
}
