import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { eventually } from '#tests/platform/jobs/eventually'
import { freePort, LONGEST_START, SiteProcess } from '#tests/site_process'
import { ask } from '#tests/small_site'

const GROUPS = '/community/user-groups/'

async function started(environment: Record<string, string> = {}): Promise<SiteProcess> {
  const site = new SiteProcess('bin/cluster.ts', await freePort(), { WEB_PROCESSES: '2', ...environment })
  await site.listening()
  return site
}

/** Ids of the processes that the log says have answered since a place in it. */
function answering({ output }: SiteProcess, since = 0): Set<number> {
  const pids = [...output.slice(since).matchAll(/"pid":(\d+)[^\n]*"msg":"request"/g)].map(([, pid]) => Number(pid))
  return new Set(pids)
}

/** As long as a process may take that another one is started for. */
const PATIENT = { withinMs: LONGEST_START, everyMs: 100 }

/** Asks until as many processes have answered. */
async function processesOf(site: SiteProcess, count: number): Promise<number[]> {
  const since = site.output.length
  const haveAnswered = async () => {
    await ask(site.port, '/health/live')
    return answering(site, since).size >= count
  }
  await eventually(haveAnswered, PATIENT)
  return [...answering(site, since)]
}

const tells = (site: SiteProcess, sentence: string): Promise<void> =>
  eventually(() => site.output.includes(sentence), PATIENT)

/** Until six in a row are answered so: the processes take turns. */
function allAnswer(site: SiteProcess, path: string, status: number): Promise<void> {
  return eventually(async () => {
    for (let time = 0; time < 6; time += 1) if ((await ask(site.port, path)).status !== status) return false
    return true
  })
}

test.group('Several processes on one port', () => {
  test('answer in turn, hear of switches, and end together', async ({ assert, cleanup }) => {
    const site = await started()
    cleanup(() => site.kill())
    assert.lengthOf(await processesOf(site, 2), 2)
    assert.equal((await ask(site.port, GROUPS)).status, 200)

    await db.table('features').insert({ key: 'user_groups', state: 'off' })
    cleanup(async () => {
      await db.from('features').where('key', 'user_groups').delete()
    })
    // Of how soon a process hears, tests/platform/features tells.
    await allAnswer(site, GROUPS, 404)

    site.terminate()
    assert.equal(await site.exited(), 0)
  }).timeout(300_000)

  test('are replaced: one that dies, and all of them without turning anybody away', async ({ assert, cleanup }) => {
    const site = await started()
    cleanup(() => site.kill())
    const [first = 0, second = 0] = await processesOf(site, 2)
    process.kill(first, 'SIGKILL')
    await tells(site, `Process ${first} ended by itself (SIGKILL); another takes its place.`)
    const now = await processesOf(site, 2)
    assert.lengthOf(now, 2)
    assert.include(now, second)
    assert.notInclude(now, first)

    site.hangUp()
    const replaced = tells(site, 'All processes were replaced.')
    let isOver = false
    const end = () => void (isOver = true)
    void replaced.then(end, end)
    while (!isOver) assert.equal((await ask(site.port, '/health/live')).status, 200)
    await replaced
    for (const pid of await processesOf(site, 2)) assert.notInclude(now, pid)
  }).timeout(300_000)

  test('do not begin what cannot succeed, and say why once', async ({ assert, cleanup }) => {
    const site = new SiteProcess('bin/cluster.ts', await freePort(), {
      WEB_PROCESSES: '2',
      DATABASE_URL: 'postgres://nobody:secret-1@127.0.0.1:1/none',
    })
    cleanup(() => site.kill())
    assert.equal(await site.exited(), 1)
    assert.include(site.output, 'Cannot use the database at postgres://nobody:***@127.0.0.1:1/none')

    const wrong = new SiteProcess('bin/cluster.ts', await freePort(), { WEB_PROCESSES: 'many' })
    cleanup(() => wrong.kill())
    assert.equal(await wrong.exited(), 1)
    assert.include(wrong.output, 'WEB_PROCESSES must be a number from 1 to 256, and not "many"')
  }).timeout(300_000)
})
