import { setTimeout as sleep } from 'node:timers/promises'
import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { TableWatch, tableTag } from '@pydotorg/platform/page_cache'
import { PageRendering, whileRendering } from '@pydotorg/platform/page_cache/page_rendering'
import { countQueries } from '@pydotorg/platform/testing'
import { downloadsParts, OVERVIEW_TABLES } from '#services/downloads_parts'
import { filterFrom } from '#services/release_filter'
import { createSampleSite } from '#tests/sample_site'

test.group('Parts of the downloads page', () => {
  test('are made of the tables that they name', async ({ assert, cleanup }) => {
    cleanup(await testUtils.db().wrapInGlobalTransaction())
    await createSampleSite()
    const rendering = new PageRendering(0, 'http://site.test')
    // Filtered, since then only the statements tell.
    await whileRendering(rendering, () => downloadsParts(filterFrom({ stage: 'all' })))
    assert.sameMembers([...rendering.tags], OVERVIEW_TABLES.map(tableTag))
  })

  test('cost no query while they are kept, and what is filtered is made anew', async ({ assert }) => {
    const watch = await app.container.make(TableWatch)
    // What another test has just written counts as under way for a second.
    while (!watch.areQuiet(OVERVIEW_TABLES)) await sleep(20)
    const whole = filterFrom({})
    const { hero, main } = await downloadsParts(whole)
    assert.isEmpty(await countQueries(() => downloadsParts(whole)))
    assert.deepEqual(await downloadsParts(whole), { hero, main })
    assert.isNotEmpty(await countQueries(() => downloadsParts(filterFrom({ q: '3.14' }))))
  })
})
