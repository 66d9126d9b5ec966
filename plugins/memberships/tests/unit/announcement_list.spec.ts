import { test } from '@japa/runner'
import { announcementList, listMessages } from '#services/announcement_list'

const ada = { email: 'ada@example.org', psfAnnouncements: true }
const moved = { email: 'lovelace@example.org', psfAnnouncements: true }
const quiet = { ...ada, psfAnnouncements: false }

const subscribe = { from: 'ada@example.org', command: 'subscribe' }
const unsubscribe = { from: 'ada@example.org', command: 'unsubscribe' }

test.group('Messages to the list of announcements', () => {
  test('subscribe who wants them, when they join and later', ({ assert }) => {
    assert.deepEqual(listMessages(null, ada), [subscribe])
    assert.deepEqual(listMessages(quiet, ada), [subscribe])
  })

  test('take off who does not want them any more or ends the membership', ({ assert }) => {
    assert.deepEqual(listMessages(ada, quiet), [unsubscribe])
    assert.deepEqual(listMessages(ada, null), [unsubscribe])
  })

  test('move a subscription to a new address', ({ assert }) => {
    assert.deepEqual(listMessages(ada, moved), [unsubscribe, { from: 'lovelace@example.org', command: 'subscribe' }])
  })

  test('are none when nothing changed or nothing was wanted', ({ assert }) => {
    for (const [before, after] of [
      [ada, ada],
      [null, quiet],
      [quiet, quiet],
      [quiet, { ...moved, psfAnnouncements: false }],
      [quiet, null],
    ] as const) {
      assert.deepEqual(listMessages(before, after), [])
    }
  })

  test('go nowhere without an address of the list', ({ assert, cleanup }) => {
    cleanup(() => {
      delete process.env.MAILING_LIST_PSF_MEMBERS
    })
    assert.isNull(announcementList())
    process.env.MAILING_LIST_PSF_MEMBERS = ' '
    assert.isNull(announcementList())
    process.env.MAILING_LIST_PSF_MEMBERS = 'list-request@example.org'
    assert.equal(announcementList(), 'list-request@example.org')
  })
})
