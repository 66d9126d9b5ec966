import { setTimeout as wait } from 'node:timers/promises'
import { SharedCopies } from '@pydotorg/platform/cdn'
import { test } from '@japa/runner'

function answer(fields: Record<string, string>) {
  const headers = new Map(Object.entries(fields).map(([name, value]) => [name, { name, value }]))
  return { status: 200, headers, body: Buffer.from('page') }
}

const LONG = { 'cache-control': 'max-age=604800, public', 'surrogate-key': 'pydotorg-app downloads' }

/** What the CDN is told, in its order. */
function copiesAndPurges(): { copies: SharedCopies; purges: string[][] } {
  const purges: string[][] = []
  return { copies: new SharedCopies((keys) => purges.push(keys)), purges }
}

test.group('What the CDN has to forget', () => {
  test('is what it may show unasked and was made of what has changed, told once', async ({ assert }) => {
    const { copies, purges } = copiesAndPurges()
    copies.note(answer(LONG), ['table:releases', 'table:files'])
    copies.note(answer({ ...LONG, 'surrogate-key': 'pydotorg-app getit' }), ['table:releases'])
    copies.changed(['table:releases'])
    copies.changed(['table:files', 'table:jobs'])
    await wait(150)
    assert.deepEqual(purges, [['downloads', 'getit']])
  })

  test('is nothing of what it asks about each time', async ({ assert }) => {
    const { copies, purges } = copiesAndPurges()
    copies.note(answer({ ...LONG, 'cache-control': 'public, max-age=0, must-revalidate' }), ['table:stories'])
    copies.note(answer({ 'surrogate-control': 'max-age=0', 'cache-control': 'max-age=60' }), ['table:stories'])
    copies.changed(['table:stories'])
    await wait(150)
    assert.isEmpty(purges)
  })

  test('is the whole site when anything may have changed, or for the home page', async ({ assert }) => {
    const { copies, purges } = copiesAndPurges()
    copies.note(answer(LONG), ['table:releases'])
    copies.note(answer({ ...LONG, 'surrogate-key': 'pydotorg-app' }), ['table:boxes'])
    copies.changed(['table:releases'])
    copies.changed(null)
    await wait(150)
    copies.changed(['table:boxes'])
    await wait(150)
    assert.deepEqual(purges, [['pydotorg-app'], ['pydotorg-app']])
  })
})
