import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import Release from '#models/release'
import { createApiRows } from './api_rows.js'
import { useSampleAccounts } from './sample_accounts.js'
import { newFile, send } from './send.js'

async function removeRows(): Promise<void> {
  await db.from('downloads_releases').delete()
  await db.from('downloads_operating_systems').delete()
  await db.rawQuery('truncate audit_entries')
}

test.group('Writes at the same time', (group) => {
  // Each request needs a connection of its own, so no transaction stands around the test.
  group.each.setup(async () => {
    await createApiRows()
    return removeRows
  })
  group.each.setup(() => useSampleAccounts())

  test('take a slug and an address once', async ({ assert }) => {
    const answers = await Promise.all([
      ...[1, 2, 3, 4].map(() => send('POST', '/api/v1/downloads/release_file/', newFile(1))),
      ...[1, 2, 3, 4].map(() => send('POST', '/api/v2/downloads/release_file/', newFile(2))),
    ])
    assert.lengthOf(
      answers.filter(({ status }) => status === 201),
      1
    )
    const refused = answers.filter(({ status }) => status === 400)
    assert.lengthOf(refused, 7)
    for (const { body } of refused) assert.match(body, /Release File with this (slug|URL) already exists\./)
  })

  test('make one release the latest of its version', async ({ assert }) => {
    const answers = await Promise.all(
      ['1', '2', '3', '4', '5', '6'].map((patch) =>
        send('POST', '/api/v1/downloads/release/', { name: `Python 3.14.${patch}`, is_latest: true })
      )
    )
    assert.isTrue(answers.every(({ status }) => status === 201))
    assert.lengthOf(await Release.query().where('version', 3).where('is_latest', true), 1)
  })

  test('keep one button, and add no file to a release that goes', async ({ assert }) => {
    const button = (letter: string) =>
      newFile(2, { slug: letter, url: `https://www.python.org/ftp/${letter}`, download_button: true })
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((letter) => send('POST', '/api/v2/downloads/release_file/', button(letter)))
    )
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 400, 400])

    const [removed, added] = await Promise.all([
      send('DELETE', '/api/v2/downloads/release/712/'),
      send('POST', '/api/v2/downloads/release_file/', newFile(2, { slug: 'late', url: 'https://www.python.org/late' })),
    ])
    assert.equal(removed.status, 204)
    assert.include([201, 400], added.status)
    assert.isNull(await db.from('downloads_release_files').where('release_id', 712).first())
  })
})
