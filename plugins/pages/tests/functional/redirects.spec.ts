import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { errors } from '@vinejs/vine'
import { test } from '@japa/runner'
import fc from 'fast-check'
import { AuditLog, type AuditOrigin } from '@pydotorg/platform/audit'
import Redirect from '#models/redirect'
import { findRedirect } from '#services/find_redirect'
import { RedirectEditor } from '#services/redirect_editor'
import { localTarget } from '#services/redirect_path'

const BY: AuditOrigin = { actor: { id: null, name: 'a test' } }

const editor = () => app.container.make(RedirectEditor)

async function set(oldPath: string, newPath: string): Promise<Redirect> {
  return (await editor()).set({ oldPath, newPath }, BY)
}

/** The sentence that refuses a redirect; null when it is made. */
async function refusal(oldPath: string, newPath: string): Promise<string | null> {
  try {
    await set(oldPath, newPath)
    return null
  } catch (error) {
    if (error instanceof errors.E_VALIDATION_ERROR) return error.messages[0].message
    throw error
  }
}

/** How often a visitor is led on; a circle ends after 25. */
async function stepsFrom(path: string, steps = 0): Promise<number> {
  const redirect = await findRedirect(path)
  const next = redirect && localTarget(redirect.newPath)
  if (!redirect || steps === 25) return steps
  return next ? stepsFrom(next, steps + 1) : steps + 1
}

test.group('Redirects', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are kept in one form, and noted', async ({ assert }) => {
    const redirect = await set('/made//old/', ' /made/new/ ')
    assert.containsSubset(redirect.$attributes, { oldPath: '/made/old', newPath: '/made/new/', isPermanent: true })
    const changed = await set('/made/old', 'https://example.org/')
    assert.equal(changed.id, redirect.id)
    const audit = await app.container.make(AuditLog)
    const { entries } = await audit.page({ subject: { type: 'redirect', id: redirect.id } })
    assert.deepEqual(
      entries.map(({ action }) => action),
      ['pages.redirect.update', 'pages.redirect.create']
    )
    assert.equal((await (await editor()).remove('/made/old/', BY))?.id, redirect.id)
    assert.isNull(await (await editor()).remove('/made/old/', BY))
  })

  test('are not kept for what a route answers, and are for what a route may not find', async ({ assert }) => {
    assert.include(String(await refusal('/downloads/', '/made/')), 'answered by downloads.index')
    assert.isNull(await refusal('/downloads/release/never/', '/downloads/'))
  })

  test('lead to the end of a chain at once, also those that were there before', async ({ assert }) => {
    await set('/made/b', '/made/c/')
    assert.equal((await set('/made/a', '/made/b/')).newPath, '/made/c/')
    await set('/made/c', 'https://example.org/')
    const ends = await Redirect.query().whereLike('old_path', '/made/%').orderBy('old_path')
    assert.deepEqual(
      ends.map(({ newPath }) => newPath),
      ['https://example.org/', 'https://example.org/', 'https://example.org/']
    )
    await set('/made/gone', '')
    assert.equal((await set('/made/d', '/made/gone/')).newPath, '')
  })

  test('never lead in a circle: {rows} and {refused}')
    .with([
      { rows: [], refused: ['/made/a', '/made/a/'] },
      { rows: [['/made/a', '/made/b/']], refused: ['/made/b', '/made/a/'] },
      { rows: [['/made/b', '/made/c']], refused: ['/made/c', '/made/b?x=1'] },
      { rows: [], refused: ['/made/*', '/made/new/'] },
      { rows: [], refused: ['/made/*', '/made/new/*'] },
      { rows: [['/made/x/*', '/made/y/*']], refused: ['/made/y/*', '/made/x/*'] },
      { rows: [['/made/x/*', '/made/a/']], refused: ['/made/a', '/made/x/1/'] },
      { rows: [['/made/a', '/made/x/1/']], refused: ['/made/x/*', '/made/a/'] },
    ] as { rows: [string, string][]; refused: [string, string] }[])
    .run(async ({ assert }, { rows, refused }) => {
      for (const [oldPath, newPath] of rows) await set(oldPath, newPath)
      assert.match(String(await refusal(...refused)), /^Visitors would go round in a circle: .+ → .+\.$/)
    })

  test('a nearer one keeps a wide one from leading in a circle', async ({ assert }) => {
    await set('/made/x/new', 'https://example.org/')
    assert.isNull(await refusal('/made/x/*', '/made/x/new/'))
  })

  test('end somewhere, whatever is asked for in whatever order', async ({ assert }) => {
    const path = fc.constantFrom('/made/a', '/made/b', '/made/c', '/made/c/d', '/made/e')
    const old = fc.oneof(path, fc.constantFrom('/made/c/*', '/made/f/*'))
    const target = fc.oneof(path, fc.constantFrom('/made/f/x', '/made/f/a/b', '', 'https://example.org/'))
    const changes = fc.array(fc.tuple(old, target), { maxLength: 8 })
    const property = fc.asyncProperty(changes, async (wanted) => {
      await Redirect.query().delete()
      for (const [oldPath, newPath] of wanted) await refusal(oldPath, newPath)
      for (const start of ['/made/a', '/made/b', '/made/c', '/made/c/d', '/made/e', '/made/f/q']) {
        assert.isBelow(await stepsFrom(start), 9, `from ${start}`)
      }
    })
    await fc.assert(property, { numRuns: 25 })
  }).timeout(60_000)
})
