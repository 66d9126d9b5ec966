import { announce } from '../../bin/launcher/announce.js'
import { findTestServer, REDIS, startTestServer } from '../../bin/launcher/test_servers.js'
import { measureJobs } from './jobs.ts'
import { printComparisons } from './tables.js'

/**
 * Prints what jobs cost beside BullMQ alone on the same store, and how soon an idle worker begins.
 *
 * @param {import('../../bin/launcher/lifetime.js').Lifetime} lifetime closes what a failure leaves open
 * @param {{ databaseUrl: string, folder: string }} stores
 */
export async function costOfJobs(lifetime, { databaseUrl, folder }) {
  const program = findTestServer(REDIS)
  if (program === null) announce('jobs on Redis are not measured: no redis-server found')
  const redis = program && (await lifetime.open(startTestServer(REDIS, { program, node: process.execPath, folder })))
  const costs = await measureJobs({ databaseUrl, redisUrl: redis ? redis.url : null })
  console.log('\nSmall jobs added and finished in a second, by the platform and by BullMQ alone:')
  printComparisons(
    ['platform', 'BullMQ'],
    costs.map(({ store, ours, bare }) => ({
      name: store,
      first: ours,
      second: bare,
      ratio: ours / bare,
      target: '>= 0.8',
    }))
  )
  console.log('\nFrom dispatch to start, on a worker that has nothing to do:')
  for (const { store, p50, p95 } of costs) {
    console.log(`  ${store}: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`)
  }
}
