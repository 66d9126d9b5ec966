import { measureOne } from './load.js'
import { addContent, samplePaths } from './sample_content.js'
import { startSite } from './server_process.js'
import { printTable } from './tables.js'

const SIZES = [1, 10, 100]

/**
 * Prints what a request costs as pages and stories become ten and a hundred times as many. The database is as large
 * afterwards, so whoever measures something else does it before.
 *
 * @param {import('../../bin/launcher/lifetime.js').Lifetime} lifetime closes what a failure leaves open
 * @param {{ build: string, env: NodeJS.ProcessEnv, databaseUrl: string }} site with content of size 1
 */
export async function costOfGrowth(lifetime, { build, env, databaseUrl }) {
  const site = await lifetime.open(startSite(build, env))
  /** @type {Map<string, import('./load.js').Load[]>} */
  const loads = new Map(Object.keys(samplePaths).map((name) => [name, []]))
  let had = 1
  for (const size of SIZES) {
    if (size > had) await addContent(databaseUrl, { from: had, to: size })
    had = size
    for (const [name, path] of Object.entries(samplePaths)) loads.get(name)?.push(await measureOne(site.url + path))
  }
  await site.stop()

  console.log('\nThe same site with 2,000 pages and 5,000 stories, ten times and a hundred times as many:')
  printTable([
    ['', ...SIZES.map((size) => `x${size} req/s`), ...SIZES.map((size) => `x${size} p95 ms`), 'x100 to x1'],
    ...[...loads].map(([name, sizes]) => [
      name,
      ...sizes.map(({ perSecond }) => perSecond.toFixed(0)),
      ...sizes.map(({ p95 }) => p95.toFixed(1)),
      ((sizes.at(-1)?.perSecond ?? Number.NaN) / (sizes[0]?.perSecond ?? Number.NaN)).toFixed(3),
    ]),
  ])
}
