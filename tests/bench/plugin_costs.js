import { join } from 'node:path'

import { generateSite } from './generated_site.js'
import { compare, median } from './load.js'
import { startSite } from './server_process.js'
import { printComparisons, printTable } from './tables.js'

const COUNTS = [10, 50, 200]
const BOOTS = 5
const RELEASE = '/downloads/release/python-3140/'

/**
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} milliseconds, median
 */
async function bootTime(folder, env) {
  const times = []
  for (let boot = 0; boot < BOOTS; boot += 1) {
    const site = await startSite(folder, env)
    times.push(site.bootMs)
    await site.stop()
  }
  return median(times)
}

/**
 * Prints what plugins cost that nobody asks for, and what a gate costs.
 *
 * @param {import('../../bin/launcher/lifetime.js').Lifetime} lifetime closes what a failure leaves open
 * @param {{ build: string, env: NodeJS.ProcessEnv, state: string }} site with a database that is seeded
 */
export async function costOfPlugins(lifetime, { build, env, state }) {
  const few = join(state, 'few')
  generateSite(build, few, 0)
  const plainBoot = await bootTime(few, env)
  const rows = [['plugins more', 'boot ms', 'to none', 'release page, req/s to none', 'empty route, req/s to none']]
  rows.push(['0', plainBoot.toFixed(0), '1.000', '1.000', '1.000'])
  for (const count of COUNTS) {
    const many = join(state, `many_${count}`)
    generateSite(build, many, count)
    const boot = await bootTime(many, env)
    // Both anew: a site that has answered for a while is faster than one that was just started.
    const plain = await lifetime.open(startSite(few, env))
    const crowded = await lifetime.open(startSite(many, env))
    const page = await compare(crowded.url + RELEASE, plain.url + RELEASE)
    const small = await compare(`${crowded.url}/bench_gate/`, `${plain.url}/bench_gate/`)
    await crowded.stop()
    await plain.stop()
    const ratios = [boot / plainBoot, page.ratio, small.ratio].map((ratio) => ratio.toFixed(3))
    rows.push([String(count), boot.toFixed(0), ...ratios])
  }
  const plain = await lifetime.open(startSite(few, env))
  const gate = await compare(`${plain.url}/bench_gate/`, `${plain.url}/bench_free/`)
  await plain.stop()

  console.log(
    '\nThe site with generated plugins beside its own (targets: boot without them 2500 ms, ratios of req/s 0.95):'
  )
  printTable(rows)
  console.log('\nAn empty route with its gate against one without:')
  printComparisons(['gated', 'free'], [{ name: 'req/s', ...gate }])
}
