import { randomBytes } from 'node:crypto'

import { announce, step } from './announce.js'
import { runChild } from './child_process.js'
import { withClient } from './postgres_client.js'

/** Nobody gets mails there: those of this machine are written to a folder. */
const EMAIL = 'admin@example.org'

/** What stands before the sign of the address. */
const USERNAME = EMAIL.slice(0, EMAIL.indexOf('@'))

/**
 * An account that may do everything, for a site on the launcher's own database that has none yet. Its password is
 * random, and is told once: `announceFirstAdmin` prints it. A database of somebody else's gets no account;
 * its operators make one with `node ace user:create`.
 *
 * @param {import('./lifetime.js').Lifetime} lifetime
 * @param {import('./site_data.js').SiteProgram} site
 * @param {import('./database.js').Database} database
 * @returns {Promise<string | null>} the password; null when there is nothing to do, or it did not work
 */
export async function ensureFirstAdmin(lifetime, { folder, node, env }, { kind, url }) {
  if (kind !== 'embedded' || !(await isWithoutUsers(url))) return null
  const password = randomBytes(15).toString('base64url')
  return step('first account', async (detail) => {
    const command = ['user:create', USERNAME, `--email=${EMAIL}`, '--superuser', '--password-stdin']
    // By standard input: arguments and variables of a process can be read by others.
    const exitCode = await runChild(lifetime, [node, 'ace.js', ...command], { cwd: folder, env, input: password })
    detail(exitCode === 0 ? USERNAME : `"node ace user:create" failed (exit ${exitCode}); make one by hand`)
    return exitCode === 0 ? password : null
  })
}

/**
 * @param {string} siteUrl
 * @param {string | null} password what `ensureFirstAdmin` gave
 * @returns {void}
 */
export function announceFirstAdmin(siteUrl, password) {
  if (password === null) return
  announce(`sign in at ${siteUrl}/accounts/login/ as ${USERNAME} with the password ${password}`)
  announce('it is shown this once; `npm run ace -- user:password admin` sets another one')
}

/**
 * @param {string} url
 * @returns {Promise<boolean>} false also before the table exists
 */
function isWithoutUsers(url) {
  return withClient(url, async (client) => {
    const { rows } = await client.query("select to_regclass('users') is not null as known")
    if (!rows[0].known) return false
    return (await client.query('select 1 from users limit 1')).rowCount === 0
  })
}
