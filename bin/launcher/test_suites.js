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

/** Suites that take long have a process to themselves, the longest first; those of a few seconds share one. */
const LONG = [BROWSER_SUITE, 'platform', 'functional', 'chaos']

/**
 * How suites are spread over processes.
 *
 * @param {string[]} args for Japa: names of suites, flags and their values
 * @param {string[]} suites all of them
 * @returns {{ name: string, args: string[] }[]} one when flags choose among the tests: whatever they leave is little
 * @example
 * planRuns([], ['unit', 'functional', 'browser']) // browser, and functional with unit
 */
export function planRuns(args, suites) {
  if (!args.every((arg) => suites.includes(arg))) return [{ name: 'tests', args }]
  const asked = args.length > 0 ? args : suites
  const runs = LONG.filter((suite) => asked.includes(suite)).map((suite) => ({ name: suite, args: [suite] }))
  const short = asked.filter((suite) => !LONG.includes(suite))
  if (short.length === 0) return runs
  const host = runs.find(({ name }) => name === 'functional') ?? runs.at(-1)
  if (host === undefined) return [{ name: short.join('-'), args: short }]
  host.args.unshift(...short)
  return runs
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
