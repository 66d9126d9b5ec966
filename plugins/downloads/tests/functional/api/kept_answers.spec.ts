import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { TableWatch } from '@pydotorg/platform/page_cache'
import { createApiRows } from './api_rows.js'

interface Kept {
  status: number
  /** What `Cache-Status` says; null of an answer that has nothing to do with memory. */
  source: string | null
  headers: Headers
  body: string
}

/** By the site's own name, under which answers are kept; by `python.test`, as the other tests ask, none is. */
async function ask(path: string, { method = 'GET', ...headers }: Record<string, string> = {}): Promise<Kept> {
  const answer = await fetch(`http://${process.env.HOST}:${process.env.PORT}${path}`, { method, headers })
  const source = answer.headers.get('cache-status')?.replace('pydotorg; ', '') ?? null
  return { status: answer.status, source, headers: answer.headers, body: await answer.text() }
}

const LISTS = [
  '/api/v2/downloads/release/',
  '/api/v2/downloads/release/?is_published=true&version=3',
  '/api/v2/downloads/release/?slug=python-3140',
  '/api/v2/downloads/release.json',
  '/api/v2/downloads/release/712/',
  '/api/v2/downloads/os/?format=json',
  '/api/v1/downloads/release/',
  '/api/v1/downloads/release/?limit=2&version=3',
  '/api/v1/downloads/os/1/',
]

const TABLES = ['downloads_release_files', 'downloads_releases', 'downloads_operating_systems']

/** As the database announces it, to which tests do not listen. */
async function announced(): Promise<void> {
  const watch = await app.container.make(TableWatch)
  for (const table of TABLES) watch.heard(table)
}

// Committed: what a transaction is changing is not kept.
test.group('Answers of the API for guests', (group) => {
  group.setup(async () => {
    await createApiRows()
    await announced()
    return async () => {
      for (const table of TABLES) await db.from(table).delete()
    }
  })

  test('are kept, with the same bytes: {$self}')
    .with(LISTS)
    .run(async ({ assert }, path) => {
      const made = await ask(path)
      assert.equal(made.source, 'fwd=miss; stored')
      // Another one, which would be written over the first where its memory was used again.
      await ask('/api/v2/downloads/os/')
      const kept = await ask(path)
      assert.equal(kept.source, 'hit')
      assert.equal(kept.body, made.body)
      assert.isAbove(kept.body.length, 20)
      for (const name of ['content-type', 'allow', 'cache-control', 'surrogate-key']) {
        assert.equal(kept.headers.get(name), made.headers.get(name), name)
      }
    })

  test('show a change at once', async ({ assert }) => {
    const path = '/api/v2/downloads/release/?slug=python-3140'
    assert.include((await ask(path)).body, '"Python 3.14.0"')
    await db.from('downloads_releases').where('slug', 'python-3140').update({ name: 'Python 3.14.0 final' })
    assert.include((await ask(path)).body, '"Python 3.14.0 final"')
    await announced()
  })

  test('are not kept when nothing was found, or something is wrong: {$self}')
    .with([
      '/api/v2/downloads/release/?slug=made-up',
      '/api/v2/downloads/release/?name=Python',
      '/api/v2/downloads/release/9999999/',
      '/api/v2/downloads/release/?version=77',
      '/api/v1/downloads/release/?limit=2&offset=5000',
      '/api/v1/downloads/release/?limit=many',
    ])
    .run(async ({ assert }, path) => {
      await ask(path)
      assert.notEqual((await ask(path)).source, 'hit')
    })

  test('are for nobody who shows a credential', async ({ assert }) => {
    await ask('/api/v2/downloads/os/')
    const known = await ask('/api/v2/downloads/os/', { authorization: 'Token nobody' })
    assert.isNull(known.source)
    assert.equal(known.status, 401)
  })

  test('keep the rules about formats and methods', async ({ assert }) => {
    for (const path of ['/api/v2/downloads/os/', '/api/v1/downloads/os/']) await ask(path)
    assert.equal((await ask('/api/v2/downloads/os/', { accept: 'text/html' })).status, 406)
    assert.equal((await ask('/api/v2/downloads/os/', { accept: 'application/json' })).source, 'hit')
    assert.equal((await ask('/api/v2/downloads/os/', { method: 'HEAD' })).source, 'hit')
    assert.equal((await ask('/api/v1/downloads/os/', { accept: 'text/html' })).source, 'hit')
    assert.equal((await ask('/api/v1/downloads/os/', { method: 'HEAD' })).status, 405)
  })

  test('of version 1 lead to the next page in the order of the question', async ({ assert }) => {
    const one = await ask('/api/v1/downloads/release/?version=3&limit=2')
    const other = await ask('/api/v1/downloads/release/?limit=2&version=3')
    assert.include(one.body, '?version=3&limit=2&offset=2')
    assert.equal(other.source, 'fwd=miss; stored')
  })
})
