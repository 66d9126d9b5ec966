import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { ImportReport, type DjangoImporter, type DumpRow } from '@pydotorg/platform/django_import'
import { UserFactory } from '@pydotorg/platform/testing'
import sharp from 'sharp'
import seedCategories from '#database/seeders/categories_seeder'
import { StoryFactory } from '#database/factories/story_factory'
import Story from '#models/story'
import StoryCategory from '#models/story_category'
import stories from '#services/import/stories'
import categories from '#services/import/story_categories'

function dumpRow(model: string, pk: number, fields: Record<string, unknown>): DumpRow {
  return {
    model: `successstories.${model}`,
    pk,
    position: { file: 'site.json', index: pk },
    fields,
  } as unknown as DumpRow
}

const category = (pk: number, name: string, slug: string) => dumpRow('storycategory', pk, { name, slug })

const story = (pk: number, fields: Record<string, unknown> = {}) =>
  dumpRow('story', pk, {
    created: '2013-11-19T12:00:00.123456Z',
    updated: '2014-02-14T09:30:00Z',
    creator: null,
    last_modified_by: null,
    name: `Story ${pk}`,
    slug: `story-${pk}`,
    company_name: 'Example Works',
    company_url: 'http://works.example.org/',
    company: null,
    category: 3,
    author: 'Ada Example',
    author_email: 'ada@example.org',
    pull_quote: 'A week became an hour.',
    content: 'It *began* with `one script <https://example.org/>`_.',
    content_markup_type: 'restructuredtext',
    _content_rendered: '<script>',
    is_published: true,
    featured: false,
    image: '',
    ...fields,
  })

test.group('Success stories of python.org', (group) => {
  let folder = ''
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stories-'))
    return () => rm(folder, { recursive: true })
  })

  async function take(importer: DjangoImporter, rows: readonly DumpRow[], media: string | null = null) {
    const lines: string[] = []
    const report = new ImportReport((line) => lines.push(line))
    await importer.take(rows, report, media)
    return { lines, notices: report.notices, counts: report.counts.get(importer.models[0]!) }
  }

  test('keep ids and times, and are rendered anew', async ({ client, assert }) => {
    const { id } = await UserFactory.merge({ username: 'ada' }).create()
    await take(categories, [category(3, 'Arts', 'arts')])
    const rows = [
      story(7, { submitted_by: ['ada'], company: 12, featured: true }),
      story(8, { is_published: false, author_email: null }),
    ]
    assert.equal((await take(stories, rows)).counts?.added, 2)
    const taken = await Story.findOrFail(7)
    assert.containsSubset(taken.$attributes, { submittedById: id, companyId: 12, categoryId: 3, featured: true })
    assert.equal(taken.publishedAt?.toUTC().toISO(), '2013-11-19T12:00:00.123Z')
    assert.equal(taken.updatedAt.toUTC().toISO(), '2014-02-14T09:30:00.000Z')
    assert.include(taken.contentRendered, '<em>began</em>')
    assert.isNull((await Story.findOrFail(8)).publishedAt)
    ;(await client.get('/success-stories/story-7/')).assertStatus(200)
    assert.equal((await take(stories, rows)).counts?.unchanged, 2)
  })

  test('leave seeded categories what they are, under the ids of python.org', async ({ assert }) => {
    await seedCategories()
    const { id } = await StoryCategory.findByOrFail('slug', 'arts')
    const own = await StoryFactory.merge({ categoryId: id }).create()
    await take(categories, [category(3, 'Arts', 'arts'), category(90, 'Games', 'games')])
    assert.lengthOf(await StoryCategory.all(), 8)
    await own.refresh()
    assert.equal(own.categoryId, 3)
  })

  test('are left out with a reason when they cannot be taken in', async ({ assert }) => {
    await take(categories, [category(3, 'Arts', 'arts')])
    const { lines, counts } = await take(stories, [
      story(1, { category: 99 }),
      story(2, { name: '' }),
      story(3, { created: 'yesterday' }),
      story(4, { slug: 'same' }),
      story(5, { slug: 'same' }),
    ])
    assert.equal(counts?.skipped, 4)
    assert.lengthOf(lines, 4)
    assert.match(lines[0]!, /category.*99/)
  })

  test('get their images where there is a copy of the files, and say so where not', async ({ assert }) => {
    await take(categories, [category(3, 'Arts', 'arts')])
    const image = sharp({ create: { width: 32, height: 16, channels: 3, background: '#306998' } })
    await writeFile(join(folder, 'snakes.png'), await image.png().toBuffer())
    await writeFile(join(folder, 'broken.png'), 'no image')
    const rows = [
      story(1, { image: 'snakes.png' }),
      story(2, { image: 'successstories/gone.png' }),
      story(3, { image: 'broken.png' }),
      story(4, { image: '../../etc/passwd' }),
    ]
    const without = await take(stories, rows)
    assert.lengthOf(without.notices, 4)
    const { notices } = await take(stories, rows, folder)
    assert.lengthOf(notices, 3)
    assert.include(notices[0], 'successstories/gone.png: the file is not in the folder')
    assert.include(notices[2], 'outside')
    const taken = await Story.query().preload('image').orderBy('id')
    assert.deepEqual(
      taken.map(({ imageId }) => imageId !== null),
      [true, false, false, false]
    )
    assert.equal(taken[0]!.image.width, 32)
    assert.lengthOf((await take(stories, rows, folder)).notices, 3)
  })
})
