import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { ensureAppKey } from './app_key.js'

/**
 * The settings of this clone: environment variables first, then the `.env`
 * files in AdonisJS's own order. The launcher needs them before AdonisJS runs.
 *
 * @param {string} root
 * @param {string} nodeEnv
 * @returns {NodeJS.ProcessEnv}
 */
export function readEnvironment(root, nodeEnv) {
  const names = [`.env.${nodeEnv}.local`, nodeEnv === 'test' ? '' : '.env.local', `.env.${nodeEnv}`, '.env']
  /** @type {NodeJS.ProcessEnv} */
  const settings = {}
  for (const name of names.filter(Boolean)) addMissing(settings, readSettingsFile(join(root, name)))
  return { ...settings, ...process.env }
}

/**
 * The environment a process of the site runs in, with a default for everything
 * that it insists on.
 *
 * @param {{ root: string, nodeEnv: 'production' | 'development' | 'test' }} project
 * @returns {NodeJS.ProcessEnv & { HOST: string, PORT: string, APP_URL: string }}
 * @example
 * const env = { ...siteEnvironment({ root, nodeEnv: 'production' }), DATABASE_URL: url }
 */
export function siteEnvironment({ root, nodeEnv }) {
  const given = readEnvironment(root, nodeEnv)
  // Not "localhost": which of ::1 and 127.0.0.1 that means differs by machine, and a
  // server listens on one of them only. Other addresses are a decision of the operator.
  const HOST = given['HOST'] || '127.0.0.1'
  const PORT = given['PORT'] || '3333'
  return {
    ...given,
    NODE_ENV: nodeEnv,
    HOST,
    PORT,
    APP_URL: given['APP_URL'] || `http://${visibleHost(HOST)}:${PORT}`,
    APP_KEY: given['APP_KEY'] || ensureAppKey(root),
    // Beside the clone's other state: the build, from which the site runs, is replaced.
    MAIL_DIRECTORY: given['MAIL_DIRECTORY'] || join(root, 'tmp', 'mail'),
    // Uploads are worth keeping, so they do not lie in tmp.
    STORAGE_DIRECTORY: given['STORAGE_DIRECTORY'] || join(root, 'storage'),
    // Tests ask for what they want to see; a log of their requests would hide their results.
    LOG_LEVEL: given['LOG_LEVEL'] || (nodeEnv === 'test' ? 'silent' : 'info'),
  }
}

/**
 * @param {string} host
 * @returns {string} what to type into a browser on this machine
 */
function visibleHost(host) {
  if (['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host)) return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

/**
 * @param {NodeJS.ProcessEnv} settings
 * @param {NodeJS.ProcessEnv} more
 */
function addMissing(settings, more) {
  for (const [name, value] of Object.entries(more)) settings[name] ??= value
}

/**
 * @param {string} path
 * @returns {NodeJS.ProcessEnv}
 */
function readSettingsFile(path) {
  if (!existsSync(path)) return {}
  /** @type {NodeJS.ProcessEnv} */
  const settings = {}
  for (const line of readFileSync(path, 'utf8').split(/\r?\n/)) {
    const [, name, value] = /^\s*(?:export\s+)?(\w+)\s*=\s*(.*?)\s*$/.exec(line) ?? []
    if (name !== undefined && value !== undefined) settings[name] = unquote(value)
  }
  return settings
}

/**
 * @param {string} value
 * @returns {string}
 */
function unquote(value) {
  const quoted = /^(["'])(.*)\1(?:\s+#.*)?$/.exec(value)
  return quoted?.[2] ?? value.replace(/\s+#.*$/, '')
}
