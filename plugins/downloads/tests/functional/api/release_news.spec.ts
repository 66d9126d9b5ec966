import emitter from '@adonisjs/core/services/emitter'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import ReleaseChanged from '#contracts/events/release_changed'
import ReleasePublished from '#contracts/events/release_published'
import Release from '#models/release'
import ReleaseFile from '#models/release_file'
import { createApiRows } from './api_rows.js'
import { useSampleAccounts } from './sample_accounts.js'
import { newFile, newId, send } from './send.js'

const RELEASES = '/api/v2/downloads/release/'
const FILES = '/api/v1/downloads/release_file/'

/** What was heard, in words: `published Python 3.14.0`, `files of Python 3.14.0`. */
function listen(): { heard: string[]; events: (ReleasePublished | ReleaseChanged)[]; stop: () => void } {
  const heard: string[] = []
  const events: (ReleasePublished | ReleaseChanged)[] = []
  const stopPublished = emitter.on(ReleasePublished, (event) => {
    events.push(event)
    heard.push(`published ${event.release.name}`)
  })
  const stopChanged = emitter.on(ReleaseChanged, (event) => {
    events.push(event)
    heard.push(`${event.change} of ${event.release.name}`)
  })
  return {
    heard,
    events,
    stop: () => {
      stopPublished()
      stopChanged()
    },
  }
}

test.group('News of releases', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => createApiRows())
  group.each.setup(() => useSampleAccounts())

  test('tell that a release was made as published, after it can be read, and which one is the latest no more', async ({
    assert,
    cleanup,
  }) => {
    const news = listen()
    cleanup(news.stop)
    let found: Release | null = null
    cleanup(emitter.on(ReleasePublished, async ({ release }) => void (found = await Release.find(release.id))))
    const sent = { name: 'Python 3.14.1', slug: 'python-3141', release_date: '2025-12-02', is_latest: true }
    const answer = await send('POST', RELEASES, { ...sent, is_published: true })
    assert.deepEqual(news.heard, ['published Python 3.14.1', 'release of Python 3.14.0'])
    assert.deepEqual(news.events[0]!.release, {
      id: newId(answer),
      slug: 'python-3141',
      name: 'Python 3.14.1',
      version: 3,
      isLatest: true,
      publishedAt: '2025-12-02T00:00:00.000Z',
    })
    assert.equal(found!.slug, 'python-3141')
  })

  test('tell that a draft is one no more, and one again', async ({ assert, cleanup }) => {
    const news = listen()
    cleanup(news.stop)
    await send('PATCH', `${RELEASES}716/`, { is_published: true })
    await send('PATCH', `${RELEASES}716/`, { pre_release: false })
    await send('PATCH', `${RELEASES}716/`, { is_published: false })
    assert.deepEqual(news.heard, [
      'published Python 3.15.0a1',
      'release of Python 3.15.0a1',
      'withdrawn of Python 3.15.0a1',
    ])
  })

  test('tell nothing of drafts and their files, and nothing when nothing changed', async ({ assert, cleanup }) => {
    const news = listen()
    cleanup(news.stop)
    await send('POST', RELEASES, { name: 'Python 3.16.0a1', slug: 'python-3160a1' })
    await send('PATCH', `${RELEASES}716/`, { name: 'Python 3.15.0a2' })
    await send('POST', FILES, newFile(1, { release: '/api/v1/downloads/release/716/' }))
    await send('DELETE', `${FILES}?release=716`)
    await send('DELETE', `${RELEASES}716/`)
    await send('PATCH', `${RELEASES}712/`, { name: 'Python 3.14.0' })
    await send('DELETE', `${FILES}?release=714`)
    assert.deepEqual(news.heard, [])
  })

  test('tell of files that came, changed, moved and went', async ({ assert, cleanup }) => {
    const news = listen()
    cleanup(news.stop)
    const id = newId(await send('POST', FILES, newFile(1)))
    await send('PATCH', `/api/v2/downloads/release_file/${id}/`, { description: 'new' })
    assert.deepEqual(news.heard.splice(0), ['files of Python 3.14.0', 'files of Python 3.14.0'])
    await send('PATCH', `/api/v2/downloads/release_file/${id}/`, { release: `${RELEASES}711/` })
    assert.sameMembers(news.heard.splice(0), ['files of Python 3.14.0', 'files of Python 3.10.19'])
    await send('DELETE', `${FILES}${id}/`)
    assert.deepEqual(news.heard, ['files of Python 3.10.19'])
  })

  test('tell once that all files of a release went', async ({ assert, cleanup }) => {
    const news = listen()
    cleanup(news.stop)
    await send('DELETE', `${FILES}?release=712`)
    assert.deepEqual(news.heard, ['files of Python 3.14.0'])
  })

  test('tell which releases lost their files with a system', async ({ assert, cleanup }) => {
    const news = listen()
    cleanup(news.stop)
    await send('DELETE', '/api/v1/downloads/os/3/')
    assert.sameMembers(news.heard, ['files of Python 2.7.18', 'files of Python 3.14.0'])
  })

  test('tell what a release was that is gone', async ({ assert, cleanup }) => {
    const news = listen()
    cleanup(news.stop)
    await send('DELETE', `${RELEASES}712/`)
    assert.deepEqual(news.heard, ['removed of Python 3.14.0'])
    assert.deepInclude(news.events[0]!.release, { id: 712, slug: 'python-3140', isLatest: true })
  })

  test('are not told of what was refused', async ({ assert, cleanup }) => {
    const news = listen()
    cleanup(news.stop)
    await send('POST', FILES, newFile(1, { url: 'https://example.org/' }))
    await send('PATCH', `${RELEASES}712/`, { slug: 'python-2718' })
    assert.deepEqual(news.heard, [])
  })

  test('leave the answer alone when somebody fails on hearing them', async ({ assert, cleanup }) => {
    cleanup(
      emitter.on(ReleaseChanged, () => {
        throw new Error('a listener that fails')
      })
    )
    assert.equal((await send('POST', FILES, newFile(1))).status, 201)
  })
})

async function removeApiRows(): Promise<void> {
  await db.from('downloads_releases').delete()
  await db.from('downloads_operating_systems').delete()
}

test.group('News of releases that are written without the API', (group) => {
  // A transaction around the test would be one that never commits.
  group.each.setup(async () => {
    await createApiRows()
    return removeApiRows
  })

  test('are told at once without a transaction', async ({ assert, cleanup }) => {
    const news = listen()
    cleanup(news.stop)
    const release = await Release.findOrFail(716)
    await release.merge({ isPublished: true }).save()
    const file = await ReleaseFile.findOrFail(801)
    await file.delete()
    await (await Release.findOrFail(711)).delete()
    assert.deepEqual(news.heard, ['published Python 3.15.0a1', 'files of Python 3.14.0', 'removed of Python 3.10.19'])
  })

  test('are told once after the commit, and never after a rollback', async ({ assert, cleanup }) => {
    const news = listen()
    cleanup(news.stop)
    await db.transaction(async (trx) => {
      const release = await Release.findOrFail(716, { client: trx })
      await release.merge({ isPublished: true }).save()
      await release.merge({ isLatest: true }).save()
      const file = await ReleaseFile.findOrFail(805, { client: trx })
      await file.merge({ description: 'x' }).save()
      assert.deepEqual(news.heard, [])
    })
    assert.deepEqual(news.heard.splice(0), ['published Python 3.15.0a1', 'release of Python 3.14.0'])

    const undone = db.transaction(async (trx) => {
      const release = await Release.findOrFail(712, { client: trx })
      await release.merge({ isPublished: false }).save()
      throw new Error('undone')
    })
    await assert.rejects(() => undone, 'undone')
    assert.deepEqual(news.heard, [])
  })
})
