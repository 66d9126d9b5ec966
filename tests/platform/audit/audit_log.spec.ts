import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import { DateTime } from 'luxon'
import { GUIDO, sampleRecord } from './sample_record.js'

test.group('The audit log', (group) => {
  let audit: AuditLog

  group.each.setup(async () => {
    audit = await app.container.make(AuditLog)
    return testUtils.db().wrapInGlobalTransaction()
  })

  test('keeps who, what, on what, from where, before, after and why', async ({ assert }) => {
    const id = await audit.record(
      sampleRecord({
        subject: { type: 'release', id: 7, label: 'Python 3.14.0' },
        before: { name: 'Python 3.14', isPublished: false, pageId: 3 },
        after: { name: 'Python 3.14.0', isPublished: false, pageId: null, notes: 'new' },
        reason: 'the final name',
      })
    )
    const { entries, next } = await audit.page()
    const { at, ...entry } = entries[0]!
    assert.closeTo(Number(at), Date.now(), 60_000)
    assert.deepEqual(entry, {
      id,
      actor: { id: 100_001, name: 'guido' },
      action: 'downloads.release.update',
      subject: { type: 'release', id: '7', label: 'Python 3.14.0' },
      ip: '192.0.2.7',
      requestId: 'request-0001',
      userAgent: 'Mozilla/5.0',
      before: { name: 'Python 3.14', pageId: 3 },
      after: { name: 'Python 3.14.0', pageId: null, notes: 'new' },
      reason: 'the final name',
    })
    assert.isNull(next)
  })

  test('takes who and where from a request', async ({ assert }) => {
    const ctx = await testUtils.createHttpContext()
    ctx.request.request.headers['user-agent'] = 'curl/8'
    ctx.request.request.headers['x-request-id'] = 'request-0002'
    await audit.record(sampleRecord({ by: ctx }))
    Object.assign(ctx, { auth: { user: { id: 100_002, username: 'barry' } } })
    await audit.record(sampleRecord({ by: ctx }))
    const [barry, nobody] = (await audit.page()).entries
    assert.deepInclude(nobody, { requestId: 'request-0002', userAgent: 'curl/8' })
    assert.deepEqual(nobody?.actor, { id: null, name: 'anonymous' })
    assert.deepEqual(barry?.actor, { id: 100_002, name: 'barry' })
  })

  test('writes the address {given} as {kept}')
    .with([
      { given: '::ffff:192.0.2.1', kept: '192.0.2.1' },
      { given: 'fe80::1%eth0', kept: 'fe80::1' },
      { given: '2001:db8::7', kept: '2001:db8::7' },
      { given: 'unknown', kept: null },
      { given: '', kept: null },
    ])
    .run(async ({ assert }, { given, kept }) => {
      await audit.record(sampleRecord({ by: { ...GUIDO, ip: given } }))
      assert.equal((await audit.page()).entries[0]?.ip, kept)
    })

  test('is undone with the transaction of the change', async ({ assert }) => {
    const change = db.transaction(async (trx) => {
      await audit.record(sampleRecord(), trx)
      throw new Error('the change failed')
    })
    await assert.rejects(() => change, 'the change failed')
    assert.lengthOf((await audit.page()).entries, 0)
  })

  test('masks secrets at any depth, and still shows that they changed', async ({ assert }) => {
    const before = { password: 'old', profile: { apiKey: 'abc', city: 'Delft' }, keys: [{ token: 't', id: 1 }] }
    const after = { password: 'new', profile: { apiKey: 'def', city: 'Delft' }, keys: [{ token: 't', id: 2 }] }
    await audit.record(sampleRecord({ before, after }))
    const [entry] = (await audit.page()).entries
    assert.deepEqual(entry?.after, {
      password: '[masked]',
      profile: { apiKey: '[masked]', city: 'Delft' },
      keys: [{ token: '[masked]', id: 2 }],
    })
    const { rows } = await db.rawQuery('select to_jsonb(audit_entries)::text as text from audit_entries')
    assert.notMatch(rows[0].text, /"(old|new|abc|def|t)"/)
  })

  test('keeps values that JSON or PostgreSQL would refuse', async ({ assert }) => {
    const loop: Record<string, unknown> = {}
    loop.self = loop
    const when = DateTime.fromISO('2025-10-07T12:00:00Z', { zone: 'utc' })
    await audit.record(
      sampleRecord({
        after: {
          nul: 'a\0b',
          half: '\ud800',
          big: 2n ** 60n,
          when,
          day: when.toJSDate(),
          file: Buffer.from('x'),
          loop,
        },
        reason: 'with a \0 in it',
      })
    )
    const [entry] = (await audit.page()).entries
    const { loop: kept, ...after } = entry!.after!
    assert.deepEqual(after, {
      nul: 'a\ufffdb',
      half: '\ufffd',
      big: '1152921504606846976',
      when: '2025-10-07T12:00:00.000Z',
      day: '2025-10-07T12:00:00.000Z',
      file: '[1 bytes, SHA-256 2d711642b726…]',
    })
    assert.include(JSON.stringify(kept), '[too deep]')
    assert.equal(entry?.reason, 'with a \ufffd in it')
  })

  test('cuts long texts and lists, and leaves out the largest fields of an endless record', async ({ assert }) => {
    const paragraphs = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`part_${i}`, 'x'.repeat(1_500 + i)]))
    await audit.record(sampleRecord({ after: { text: 'y'.repeat(9_000), ids: Array(500).fill(1), ...paragraphs } }))
    const [entry] = (await audit.page()).entries
    const after = entry!.after as Record<string, string>
    assert.isBelow(JSON.stringify(after).length, 18_000)
    assert.lengthOf(after.ids ?? '', 101)
    assert.equal(after.part_0, 'x'.repeat(1_500))
    assert.match(after.part_19 ?? '', /^\[\d+ characters left out\]$/)
    await audit.record(
      sampleRecord({ after: { text: 'y'.repeat(9_000) }, by: { ...GUIDO, userAgent: 'z'.repeat(900) } })
    )
    const [second] = (await audit.page()).entries
    assert.equal(second?.after?.text, `${'y'.repeat(2_000)}… (9000 characters)`)
    assert.equal(second?.userAgent, `${'z'.repeat(300)}… (900 characters)`)
  })

  test('refuses an action that is not plugin, noun and verb', async ({ assert }) => {
    for (const action of ['Downloads.release.update', 'downloads.release.', 'a.b.c.d'] as const) {
      const attempt = () => db.transaction((trx) => audit.record(sampleRecord({ action }), trx))
      await assert.rejects(attempt, /audit_entries_action_check/)
    }
  })

  test('lets nobody choose the time or the place in the chain', async ({ assert }) => {
    await db.rawQuery(
      `insert into audit_entries (at, actor, action, subject_type, subject_id, chain_position, hash)
       values ('2001-01-01', 'mallory', 'a.b.c', 'x', '1', 99, 'forged')`
    )
    const { rows } = await db.rawQuery(
      "select at > now() - interval '1 minute' as is_now, chain_position, hash from audit_entries"
    )
    assert.deepEqual(rows, [{ is_now: true, chain_position: null, hash: null }])
  })

  test('puts an entry by hand down to the database user', async ({ assert }) => {
    await db.rawQuery("insert into audit_entries (action, subject_type, subject_id) values ('a.b.c', 'x', '1')")
    const [{ user }] = (await db.rawQuery('select session_user as user')).rows
    assert.deepEqual((await audit.page()).entries[0]?.actor, { id: null, name: `${user} (database)` })
  })

  test('refuses to change or delete an entry, sealed or not', async ({ assert }) => {
    await audit.record(sampleRecord())
    const attempt = (sql: string) => db.transaction((trx) => trx.rawQuery(sql))
    const refused = /The audit log is append-only/
    const forbidden = [
      "update audit_entries set actor = 'nobody'",
      "update audit_entries set hash = 'x', action = 'a.b.d'",
      'delete from audit_entries',
    ]
    for (const sql of forbidden) await assert.rejects(() => attempt(sql), refused)
    await db.rawQuery('set constraints audit_entries_seal immediate')
    for (const sql of forbidden) await assert.rejects(() => attempt(sql), refused)
    await assert.rejects(() => attempt("update audit_entries set hash = 'x'"), refused)
    assert.lengthOf((await audit.page()).entries, 1)
  })
})

test.group('Pages of the audit log', (group) => {
  let audit: AuditLog

  group.each.setup(async () => {
    audit = await app.container.make(AuditLog)
    return testUtils.db().wrapInGlobalTransaction()
  })

  test('go from the newest to the oldest, without a gap', async ({ assert }) => {
    const ids: number[] = []
    for (let i = 0; i < 5; i += 1) ids.unshift(await audit.record(sampleRecord()))
    const first = await audit.page({ limit: 2 })
    const second = await audit.page({ limit: 2, before: first.next })
    const third = await audit.page({ limit: 2, before: second.next })
    const read = [first, second, third].map(({ entries }) => entries.map(({ id }) => id))
    assert.deepEqual(read, [ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)])
    assert.isNull(third.next)
  })

  test('hold 100 entries at most', async ({ assert }) => {
    await db.rawQuery(
      `insert into audit_entries (action, subject_type, subject_id) select 'a.b.c', 'x', i::text from generate_series(1, 130) i`
    )
    assert.lengthOf((await audit.page({ limit: 1_000 })).entries, 100)
    assert.lengthOf((await audit.page({ limit: -3 })).entries, 1)
  })

  test('show only what {title} asks for')
    .with([
      { title: 'an action', filter: { action: 'downloads.release.update' }, expected: ['one'] },
      { title: 'the first part of actions', filter: { action: 'downloads' }, expected: ['two', 'one'] },
      { title: 'two parts of actions', filter: { action: 'downloads.release' }, expected: ['two', 'one'] },
      { title: 'part of a word', filter: { action: 'download' }, expected: [] },
      { title: 'a name with a sign of patterns', filter: { action: 'download_' }, expected: [] },
      { title: 'an account', filter: { actor: 100_001 }, expected: ['two', 'one'] },
      { title: 'a name', filter: { actor: 'barry' }, expected: ['three'] },
      { title: 'a kind of subject', filter: { subject: { type: 'release' } }, expected: ['two', 'one'] },
      { title: 'a subject', filter: { subject: { type: 'release', id: 8 } }, expected: ['two'] },
      { title: 'an action of an account', filter: { actor: 100_001, action: 'events' }, expected: [] },
      { title: 'a time before them', filter: { to: new Date(Date.now() - 3_600_000) }, expected: [] },
      { title: 'a time after them', filter: { from: new Date(Date.now() + 3_600_000) }, expected: [] },
      {
        title: 'the last hour',
        filter: { from: new Date(Date.now() - 3_600_000), to: new Date(Date.now() + 3_600_000) },
        expected: ['three', 'two', 'one'],
      },
    ])
    .run(async ({ assert }, { filter, expected }) => {
      await audit.record(sampleRecord({ reason: 'one' }))
      await audit.record(
        sampleRecord({ action: 'downloads.release.publish', subject: { type: 'release', id: 8 }, reason: 'two' })
      )
      await audit.record({
        by: { actor: { id: 5, name: 'barry' } },
        action: 'events.event.create',
        subject: { type: 'event', id: 8 },
        reason: 'three',
      })
      const { entries } = await audit.page(filter)
      assert.deepEqual(
        entries.map(({ reason }) => reason),
        expected
      )
    })
})
