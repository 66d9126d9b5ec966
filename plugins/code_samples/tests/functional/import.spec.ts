import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { ImportReport, type DumpRow } from '@pydotorg/platform/django_import'
import CodeSample from '#models/code_sample'
import importer from '#services/import/code_samples'

function dumpRow(pk: number, fields: Record<string, unknown>): DumpRow {
  return {
    model: 'codesamples.codesample',
    pk,
    position: { file: 'samples.json', index: pk },
    fields: {
      created: '2014-02-19T13:19:20Z',
      updated: '2014-03-01T10:00:00.123Z',
      creator: null,
      last_modified_by: null,
      is_published: true,
      ...fields,
    },
  } as unknown as DumpRow
}

const fibonacci = dumpRow(4, {
  code: '<pre><code><span class="gp">&gt;&gt;&gt; </span>fib(10)\n<span class="go">0 1 1 2 3 5 8</span></code></pre>',
  copy: '<h1>Functions Defined</h1>\r\n<p>Some words about <a href="https://docs.python.org/">functions</a>.</p>',
  copy_markup_type: 'html',
})

test.group('Code samples of python.org', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  async function take(rows: readonly DumpRow[]) {
    const lines: string[] = []
    const report = new ImportReport((line) => lines.push(line))
    await importer.take(rows, report)
    return { lines, counts: report.counts.get('codesamples.codesample') }
  }

  test('come with their ids, as plain text, with titles from their headings', async ({ assert }) => {
    const { counts } = await take([fibonacci])
    assert.equal(counts?.added, 1)
    const sample = await CodeSample.findOrFail(4)
    assert.include(sample.$attributes, {
      name: 'Functions Defined',
      slug: 'functions-defined',
      description: 'Some words about functions.',
      code: '>>> fib(10)\n0 1 1 2 3 5 8',
      isPublished: true,
      position: 4,
    })
    assert.include(sample.copyRendered, '<h1>Functions Defined</h1>')
    assert.equal(sample.updatedAt.toUTC().toISO(), '2014-03-01T10:00:00.123Z')
  })

  test('come again without harm', async ({ assert }) => {
    await take([fibonacci])
    assert.equal((await take([fibonacci])).counts?.unchanged, 1)
    assert.lengthOf(await CodeSample.all(), 1)
  })

  test('are left out with a reason when something is wrong with them', async ({ assert }) => {
    const { counts, lines } = await take([dumpRow(5, { code: null, copy: '' })])
    assert.equal(counts?.skipped, 1)
    assert.match(lines.join('\n'), /pk 5: not taken in: code/)
  })
})
