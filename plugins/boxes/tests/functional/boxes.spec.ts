import app from '@adonisjs/core/services/app'
import logger from '@adonisjs/core/services/logger'
import testUtils from '@adonisjs/core/services/test_utils'
import edge from 'edge.js'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import { consoleOrigin } from '@pydotorg/platform/audit'
import { Contracts } from '@pydotorg/platform/contracts'
import { UserFactory, countQueries, switchFeature } from '@pydotorg/platform/testing'
import Boxes from '#contracts/boxes'
import { BoxFactory } from '#database/factories/box_factory'
import Box from '#models/box'
import BoxPolicy from '#policies/box_policy'
import { addBox, changeBox, deleteBox } from '#services/change_box'
import StoredBoxes from '#services/stored_boxes'

const contract = async () => (await app.container.make(Contracts)).get(Boxes)
const entries = async () => (await (await app.container.make(AuditLog)).page({ action: 'boxes.box' })).entries

test.group('A box at its address', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('is HTML without a frame', async ({ client, assert }) => {
    const content = '<li class="tier-2"><a href="/about/">About</a></li>'
    await BoxFactory.merge({ label: 'supernav_Python-1', content }).create()
    const response = await client.get('/box/supernav_Python-1/')
    response.assertStatus(200)
    response.assertHeader('content-type', 'text/html; charset=utf-8')
    response.assertHeader('surrogate-key', 'pydotorg-app box')
    assert.isUndefined(response.header('set-cookie'))
    assert.equal(response.text(), '<li class="tier-2"><a href="/about/" rel="noopener noreferrer">About</a></li>')
  })

  test('may be empty', async ({ client, assert }) => {
    await BoxFactory.merge({ label: 'empty', content: '' }).create()
    const response = await client.get('/box/empty/')
    response.assertStatus(200)
    assert.equal(response.text(), '')
  })

  test('answers 404 for {label}, and 301 without its slash')
    .with([{ label: 'unknown' }, { label: 'x'.repeat(101) }, { label: 'a.b' }, { label: 'a%20b' }, { label: '%00' }])
    .run(async ({ client }, { label }) => {
      await BoxFactory.merge({ label: 'known' }).create()
      const unknown = await client.get(`/box/${label}/`)
      unknown.assertStatus(404)
      const slashless = await client.get('/box/known').redirects(0)
      slashless.assertStatus(301)
      slashless.assertHeader('location', '/box/known/')
    })

  test('costs no query once it was read, and is new after a change', async ({ client, assert }) => {
    const box = await BoxFactory.merge({ label: 'news', content: 'old' }).create()
    const read = async () => (await client.get('/box/news/')).text()
    assert.equal(await read(), 'old')
    assert.lengthOf(await countQueries(read), 0)
    await changeBox(consoleOrigin(), box.id, { content: 'new' })
    assert.equal(await read(), 'new')
    await deleteBox(consoleOrigin(), box.id)
    ;(await client.get('/box/news/')).assertStatus(404)
  })

  test('is not there while the plugin is off', async ({ client, assert, cleanup }) => {
    await BoxFactory.merge({ label: 'news' }).create()
    cleanup(await switchFeature('boxes', 'off'))
    ;(await client.get('/box/news/')).assertStatus(404)
    assert.equal(await edge.renderRaw("{{{ await site.snippet('news') }}}"), '')
  })
})

test.group('Boxes on pages', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  /** Collects what is logged. */
  function listenToLog(cleanup: (undo: () => void) => void) {
    const logged: { level: string; details: object }[] = []
    const originals = { warn: logger.warn, error: logger.error }
    for (const level of ['warn', 'error'] as const) {
      logger[level] = ((details: object) => void logged.push({ level, details })) as never
    }
    cleanup(() => Object.assign(logger, originals))
    return logged
  }

  test('are printed by templates', async ({ assert }) => {
    await BoxFactory.merge({ label: 'hello', content: '*Hello*', contentMarkupType: 'markdown' }).create()
    assert.equal(await edge.renderRaw("[{{{ await site.snippet('hello') }}}]"), '[<p><em>Hello</em></p>\n]')
  })

  test('are empty when they are missing, which is logged once', async ({ assert, cleanup }) => {
    const logged = listenToLog(cleanup)
    const boxes = new StoredBoxes()
    assert.deepEqual([await boxes.html('gone'), await boxes.html('gone')], ['', ''])
    assert.deepEqual(logged, [{ level: 'warn', details: { label: 'gone' } }])
  })

  test('are empty when they cannot be read', async ({ assert, cleanup }) => {
    const logged = listenToLog(cleanup)
    const original = Box.query
    Box.query = () => {
      throw new Error('away')
    }
    cleanup(() => {
      Box.query = original
    })
    assert.equal(await new StoredBoxes().html('any'), '')
    assert.equal(logged.at(-1)?.level, 'error')
  })
})

test.group('Changes of boxes', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are noted with who made them', async ({ assert }) => {
    const { id, username } = await UserFactory.create()
    const by = { actor: { id, name: username } }
    const box = await addBox(by, { label: 'news', content: 'old *text*' })
    assert.equal(box.contentMarkupType, 'restructuredtext', 'as on python.org')
    assert.match(box.contentRendered, /old <em>text<\/em>/)
    assert.deepEqual([box.creatorId, box.lastModifiedById], [id, id])
    assert.isAbove(box.id, 100_000)
    await changeBox(by, box.id, { content: 'new' })
    await changeBox(by, box.id, { content: 'new' })
    await deleteBox(by, box.id)
    const found = await entries()
    assert.deepEqual(
      found.map(({ action, actor, subject }) => [action, actor.name, subject.label]),
      [
        ['boxes.box.delete', username, 'news'],
        ['boxes.box.update', username, 'news'],
        ['boxes.box.create', username, 'news'],
      ]
    )
    assert.deepInclude(found[1]!.before, { content: 'old *text*' })
    assert.deepInclude(found[1]!.after, { content: 'new' })
  })

  test('refuse a label that is taken', async ({ assert }) => {
    await BoxFactory.merge({ label: 'news' }).create()
    const other = await BoxFactory.create()
    for (const attempt of [
      () => addBox(consoleOrigin(), { label: 'news', content: '' }),
      () => changeBox(consoleOrigin(), other.id, { label: 'news' }),
    ]) {
      try {
        await attempt()
        assert.fail('it was taken')
      } catch (error) {
        assert.containsSubset(error, { messages: [{ field: 'label', rule: 'unique' }] })
      }
    }
  })

  test('are for staff who may', async ({ assert }) => {
    const policy = new BoxPolicy()
    const somebody = { isStaff: true, can: (what: string) => what === 'boxes.manage' }
    assert.isTrue(policy.manage(somebody as never))
    assert.isFalse(policy.manage({ ...somebody, can: () => false } as never))
    assert.isFalse(policy.manage({ ...somebody, isStaff: false } as never))
  })

  test('keep classes, and neither styles nor scripts', async ({ assert }) => {
    const content = '<div class="a" id="b" style="display:none" onclick="x()">Hi<script>x()</script></div>'
    const box = await addBox(consoleOrigin(), { label: 'x', content, contentMarkupType: 'html' })
    assert.equal(box.contentRendered, '<div class="a" id="b">Hi</div>')
  })
})

test.group('Generated boxes', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  const made = (html: string) => async () => [{ label: 'download-sources', html }]

  test('are written, and left alone while they are the same', async ({ assert }) => {
    const boxes = await contract()
    assert.deepEqual(await boxes.write('downloads', made('<b>1</b>')), ['download-sources'])
    assert.equal(await boxes.html('download-sources'), '<b>1</b>')
    assert.deepEqual(await boxes.write('downloads', made('<b>1</b>')), [])
    assert.deepEqual(await boxes.write('downloads', made('<b>2</b>')), ['download-sources'])
    assert.equal(await boxes.html('download-sources'), '<b>2</b>')
    assert.lengthOf(await entries(), 2)
  })

  test('replace one that was written by hand, and the log has what it was', async ({ assert }) => {
    const { id } = await UserFactory.create()
    const by = { actor: { id, name: 'ada' } }
    await addBox(by, { label: 'download-sources', content: 'by hand', contentMarkupType: 'markdown' })
    await (await contract()).write('downloads', made('<b>1</b>'))
    const box = await Box.findByOrFail('label', 'download-sources')
    assert.deepInclude(box.toJSON(), { creatorId: id, lastModifiedById: null, contentMarkupType: 'html' })
    const [entry] = await entries()
    assert.equal(entry!.action, 'boxes.box.generate')
    assert.equal(entry!.actor.name, 'downloads (generated)')
    assert.deepInclude(entry!.before, { content: 'by hand', contentMarkupType: 'markdown' })
  })

  test('are of what was read last, whoever writes first', async ({ assert }) => {
    const boxes = await contract()
    const { promise: newerIsWritten, resolve: written } = Promise.withResolvers<void>()
    const older = boxes.write('downloads', async () => {
      await newerIsWritten
      return made('<b>older</b>')()
    })
    // It has begun to read, and waits.
    const newer = await boxes.write('downloads', made('<b>newer</b>'))
    written()
    assert.deepEqual([await older, newer], [[], ['download-sources']])
    assert.equal(await boxes.html('download-sources'), '<b>newer</b>')
    assert.deepEqual(await boxes.write('somebody', made('<b>another</b>')), ['download-sources'])
  })

  test('are written all or none', async ({ assert }) => {
    const bad = async () => [...(await made('<b>1</b>')()), { label: 'no label', html: '' }]
    await assert.rejects(async () => (await contract()).write('downloads', bad))
    assert.lengthOf(await Box.all(), 0)
  })
})
