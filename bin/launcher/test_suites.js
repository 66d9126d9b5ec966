import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The suite that needs a browser. */
export const BROWSER_SUITE = 'browser'

/**
 * Names of the suites in adonisrc.ts, read as text: the launcher must know them
 * before any TypeScript can run.
 *
 * @param {string} root project folder
 * @returns {string[]}
 */
export function listSuites(root) {
  const source = readFileSync(join(root, 'adonisrc.ts'), 'utf8')
  const [, list = ''] = /suites:\s*\[([\s\S]*)$/.exec(source) ?? []
  return [...list.matchAll(/name:\s*['"]([\w-]+)['"]/g)].flatMap(([, name]) => name ?? [])
}

/**
 * What to hand to Japa so that the browser suite stays out.
 *
 * @param {string[]} args what was typed: names of suites, flags and their values
 * @param {string[]} suites all of them
 * @returns {string[] | null} null when nothing is left to run
 * @example
 * withoutBrowserSuite(['--bail'], ['unit', 'browser']) // ['unit', '--bail']
 */
export function withoutBrowserSuite(args, suites) {
  const asked = args.filter((arg) => suites.includes(arg))
  const rest = args.filter((arg) => !suites.includes(arg))
  const wanted = (asked.length > 0 ? asked : suites).filter((name) => name !== BROWSER_SUITE)
  return wanted.length > 0 ? [...wanted, ...rest] : null
}
