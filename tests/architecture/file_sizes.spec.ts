import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { hostSources } from './host_sources.js'

/** More lines than this make a reader scroll and forget. */
const LONG = 200

/** Files that are longer, and why they are better in one piece. */
const LONG_FOR_A_REASON: ReadonlyMap<string, string> = new Map([
  [
    'app/platform/features/features.ts',
    'Everything that decides a switch meets here; each part of it has its own file.',
  ],
])

test.group('Sizes of files of the host', () => {
  test(`exceed ${LONG} lines only for a reason`, async ({ assert }) => {
    const sources = await hostSources(app.makePath())
    // Rules of a stylesheet stand side by side; nobody has to keep the first in mind to read the last.
    const code = sources.filter(({ path }) => !path.endsWith('.css'))
    const long = code.filter(({ text }) => text.split('\n').length > LONG).map(({ path }) => path)
    assert.sameMembers(long, [...LONG_FOR_A_REASON.keys()])
  })
})
