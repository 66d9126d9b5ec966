import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { createApiRows } from './api_rows.js'
import { ask, askJson, namesAt } from './ask.js'

const OS = '/api/v1/downloads/os/'
const RELEASES = '/api/v1/downloads/release/'
const FILES = '/api/v1/downloads/release_file/'

const XZ = 'XZ compressed source tarball'
const WINDOWS = 'Windows installer (64-bit)'
const MACOS = 'macOS installer'
const GZIP = 'Gzipped source tarball'

const MISMATCHED = 'Invalid resource lookup data provided (mismatched type).'

test.group('API v1, filters', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => createApiRows())

  test('find {1} by {0}')
    .with([
      [`${OS}?name=Windows`, ['Windows']],
      [`${OS}?name__exact=Windows`, ['Windows']],
      [`${OS}?name=windows`, []],
      [`${OS}?name=Windows&name=iOS`, ['iOS']],
      [`${OS}?slug=source`, ['Source release']],
      [`${OS}?slug=`, []],
      [`${OS}?slug=None`, []],
      [`${RELEASES}?name=Python+3.14.0rc2`, ['Python 3.14.0rc2']],
      [`${RELEASES}?name=Python%203.14.0rc2`, ['Python 3.14.0rc2']],
      [`${RELEASES}?slug=python-3140`, ['Python 3.14.0']],
      [`${RELEASES}?version=2`, ['Python 2.7.18']],
      [`${RELEASES}?version__exact=+2`, ['Python 2.7.18']],
      [`${RELEASES}?version=1`, []],
      [`${RELEASES}?version=99999999999999`, []],
      [`${RELEASES}?version__startswith=10`, ['Python install manager 25.0']],
      [`${RELEASES}?version__startswith=%25`, []],
      [`${RELEASES}?pre_release=true`, ['Python 3.14.0rc2']],
      [`${RELEASES}?pre_release=True`, ['Python 3.14.0rc2']],
      [`${RELEASES}?pre_release=1`, ['Python 3.14.0rc2']],
      [`${RELEASES}?pre_release=false&version=2`, ['Python 2.7.18']],
      [`${RELEASES}?is_published=false`, []],
      [`${FILES}?os=1`, [WINDOWS]],
      [`${FILES}?os__exact=1`, [WINDOWS]],
      [`${FILES}?os=99`, []],
      [`${FILES}?os=99999999999999`, []],
      [`${FILES}?os__in=1,2`, [MACOS, WINDOWS]],
      [`${FILES}?os__in=1&os__in=2`, [MACOS, WINDOWS]],
      [`${FILES}?os__gt=2&release=712`, [XZ]],
      [`${FILES}?os__lte=2`, [MACOS, WINDOWS]],
      [`${FILES}?os__isnull=true`, []],
      [`${FILES}?release=712`, [XZ, WINDOWS]],
      [`${FILES}?release=716`, [GZIP]],
      [`${FILES}?os__slug=windows`, [WINDOWS]],
      [`${FILES}?os__name=Windows`, [WINDOWS]],
      [`${FILES}?os__slug__exact=windows`, [WINDOWS]],
      [`${FILES}?release__slug=python-3140`, [XZ, WINDOWS]],
      [`${FILES}?release__name=Python+3.14.0`, [XZ, WINDOWS]],
      [`${FILES}?release__is_published=false`, [GZIP]],
      [`${FILES}?release__pre_release=true`, [GZIP]],
      [`${FILES}?release__version=2`, [GZIP]],
      [`${FILES}?name=macOS+installer&os=2&release=711`, [MACOS]],
      [`${FILES}?slug=3140-XZ-compressed-source-tarball`, [XZ]],
      [`${FILES}?description__contains=macOS`, [MACOS]],
      [`${FILES}?description__contains=macos`, []],
      [`${FILES}?description__contains=100%25`, [MACOS]],
      [`${FILES}?description__contains=1_0`, []],
    ] as [string, string[]][])
    .run(async ({ assert }, [path, names]) => {
      assert.deepEqual(await namesAt(path), names)
      assert.equal((await askJson(path)).meta.total_count, names.length)
    })

  test('find {1} rows by {0}')
    .with([
      // What names no field is ignored.
      [`${OS}?foo=1&foo__bar=2&id=1&pk=1&created=x&__exact=1`, 5],
      [`${RELEASES}?content=x&creator=1`, 7],
      [`${RELEASES}?pre_release=0`, 6],
      [`${RELEASES}?version__startswith=`, 7],
      [`${FILES}?description__contains=`, 5],
      [`${FILES}?os__lt=999999999999`, 5],
    ] as [string, number][])
    .run(async ({ assert }, [path, count]) => {
      assert.equal((await askJson(path)).meta.total_count, count)
    })

  test('refuse {0}')
    .with([
      [`${OS}?name__contains=W`, `'contains' is not an allowed filter on the 'name' field.`],
      [`${OS}?slug__in=a,b`, `'in' is not an allowed filter on the 'slug' field.`],
      [`${OS}?name__foo=W`, `The 'name' field does not support relations.`],
      [`${OS}?resource_uri=1`, `The 'resource_uri' field is not a valid field name`],
      [`${RELEASES}?is_latest=true`, `The 'is_latest' field does not allow filtering.`],
      [`${RELEASES}?show_on_download_page=true`, `The 'show_on_download_page' field does not allow filtering.`],
      [`${RELEASES}?release_page=1`, `The 'release_page' field does not allow filtering.`],
      [`${RELEASES}?release_date=2020-01-01`, `'exact' is not an allowed filter on the 'release_date' field.`],
      [`${RELEASES}?release_date__gt=2020-01-01`, `'gt' is not an allowed filter on the 'release_date' field.`],
      [`${RELEASES}?release_date__year=2020`, `'year' is not an allowed filter on the 'release_date' field.`],
      [`${RELEASES}?version__gt=1`, `'gt' is not an allowed filter on the 'version' field.`],
      [`${RELEASES}?version=abc`, MISMATCHED],
      [`${RELEASES}?version=`, MISMATCHED],
      [`${RELEASES}?version=2.0`, MISMATCHED],
      [`${RELEASES}?version__startswith=None`, MISMATCHED],
      [`${RELEASES}?name=a%00b`, MISMATCHED],
      [`${RELEASES}?pre_release=banana`, `['“banana” value must be either True or False.']`],
      [`${RELEASES}?pre_release=TRUE`, `['“TRUE” value must be either True or False.']`],
      [`${RELEASES}?pre_release=`, `['“” value must be either True or False.']`],
      [`${RELEASES}?pre_release=ba'nana`, `["“ba'nana” value must be either True or False."]`],
      [`${FILES}?os=abc`, MISMATCHED],
      [`${FILES}?os=`, MISMATCHED],
      [`${FILES}?os=1.0`, MISMATCHED],
      [`${FILES}?os=/api/v1/downloads/os/1/`, MISMATCHED],
      [`${FILES}?os__in=1,x`, MISMATCHED],
      [`${FILES}?os__gt=x`, MISMATCHED],
      [`${FILES}?os__id=1`, `The 'id' field does not allow filtering.`],
      [`${FILES}?os__foo=1`, `The 'foo' field does not allow filtering.`],
      [`${FILES}?os__slug__contains=win`, `The 'slug' field does not support relations.`],
      [`${FILES}?release__version__startswith=3`, `The 'version' field does not support relations.`],
      [`${FILES}?release__release_date=2020`, `'exact' is not an allowed filter on the 'release_date' field.`],
      [`${FILES}?release__is_latest=true`, `The 'is_latest' field does not allow filtering.`],
      [`${FILES}?release__is_published=banana`, `['“banana” value must be either True or False.']`],
      [`${FILES}?release__version=x`, MISMATCHED],
      [`${FILES}?description=x`, `'exact' is not an allowed filter on the 'description' field.`],
      [`${FILES}?description__icontains=x`, `'icontains' is not an allowed filter on the 'description' field.`],
      [`${FILES}?url=x`, `The 'url' field does not allow filtering.`],
      [`${FILES}?is_source=true`, `The 'is_source' field does not allow filtering.`],
    ] as [string, string][])
    .run(async ({ assert }, [path, error]) => {
      const answer = await ask(path)
      assert.equal(answer.status, 400)
      assert.equal(answer.headers['content-type'], 'application/json')
      assert.equal(answer.body, `{"error": ${JSON.stringify(error)}}`)
    })

  test('refuse what is not allowed before they look at values, and values by the order of names', async ({
    assert,
  }) => {
    const first = await askJson(`${RELEASES}?version=x&pre_release=banana&is_latest=1`)
    assert.equal(first.error, `The 'is_latest' field does not allow filtering.`)
    const second = await askJson(`${RELEASES}?version=x&pre_release=banana`)
    assert.equal(second.error, `['“banana” value must be either True or False.']`)
  })
})
