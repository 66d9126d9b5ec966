import { freezeTime, test } from '@japa/runner'
import { proposalValidator } from '#validators/proposal'

const GROUP = { name: 'Group of Exampleton', url: 'https://group.example.org/', url_type: 'meetup' }

/** Field and rule of everything that was refused. */
async function refused(proposal: Record<string, unknown>): Promise<string[]> {
  const [error] = await proposalValidator.tryValidate({ ...GROUP, ...proposal })
  const messages = (error?.messages ?? []) as { field: string; rule: string }[]
  return messages.map(({ field, rule }) => `${field} ${rule}`)
}

test.group('A proposal', () => {
  test('needs name, address and kind, and nothing more', async ({ assert }) => {
    assert.deepEqual(await refused({}), [])
    assert.deepEqual(await refused({ name: undefined, url: undefined, url_type: undefined }), [
      'name required',
      'url required',
      'url_type required',
    ])
  })

  test('takes no address but that of a page: {$self}')
    .with([
      'group.example.org',
      'ftp://group.example.org/',
      'javascript:alert(1)',
      'https://somebody:secret@group.example.org/',
      'https://',
      '/community/',
      `https://group.example.org/${'a'.repeat(500)}`,
    ])
    .run(async ({ assert }, url) => {
      assert.match((await refused({ url })).join(), /^url (url|maxLength)$/)
    })

  test('has a first day between the first of Python and today', async ({ assert }) => {
    freezeTime(new Date('2026-03-01T12:00:00Z'))
    const rules: Record<string, string[]> = {}
    for (const day of ['1989-11-30', '1989-12-01', '2026-03-01', '2026-03-02', '2025-02-29', '1.3.2025']) {
      rules[day] = await refused({ start_date: day })
    }
    assert.deepEqual(rules, {
      '1989-11-30': ['start_date day.early'],
      '1989-12-01': [],
      '2026-03-01': [],
      '2026-03-02': ['start_date day.late'],
      '2025-02-29': ['start_date day'],
      '1.3.2025': ['start_date day'],
    })
  })

  test('keeps nothing of what moderators decide', async ({ assert }) => {
    const given = { ...GROUP, approved: true, trusted: true, creator_id: 1, id: 7 }
    assert.deepEqual(await proposalValidator.validate(given), GROUP as never)
  })
})
