import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { bodyOf } from '#tests/response_body'
import { createSampleSite, DIGESTS } from '#tests/sample_site'

/*
| Programs all over the world read these pages, each in its own way. Every test does what one of them does, with its own
| regular expression; the names are the programs'.
*/
test.group('Programs that read the pages', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    await createSampleSite()
  })

  test('Homebrew finds the versions of a series on the page of sources', async ({ client, assert }) => {
    const html = (await client.get('/downloads/source/')).text()
    const versions = [...html.matchAll(/href=.*?\/Python[._-]v?(3\.14(?:\.\d+)*)\.t/gi)].map((match) => match[1])
    assert.deepEqual([...new Set(versions)], ['3.14.2'])
  })

  test('Scoop finds the latest version on the page for Windows', async ({ client, assert }) => {
    const html = (await client.get('/downloads/windows/')).text()
    assert.equal(/Latest Python 3 Release - Python ([\d.]+)/.exec(html)?.[1], '3.14.2')
  })

  test('Scoop finds the checksum after the name of a file', async ({ client, assert }) => {
    const html = (await client.get('/downloads/release/python-3142/')).text()
    const sumAfter = (name: string) => new RegExp(`${name}[\\S\\s]+?([a-fA-F0-9]{64})`).exec(html)?.[1]
    assert.equal(sumAfter('python-3.14.2-amd64.exe'), DIGESTS.windows)
    assert.equal(sumAfter('python-3.14.2-macos11.pkg'), DIGESTS.macos)
    assert.equal(sumAfter('Python-3.14.2.tar.xz'), DIGESTS.source)
    assert.equal(sumAfter('python-manager-25.2.msix'), DIGESTS.manager)
    const old = (await client.get('/downloads/release/python-3925/')).text()
    assert.equal(/Python-3\.9\.25\.tgz.*?([a-fA-F0-9]{32})/ms.exec(old)?.[1], DIGESTS.windowsMd5)
  })

  test('launchers of CorpNewt find the version in the eighth word of a line', async ({ client, assert }) => {
    const html = (await client.get('/downloads/macos/')).text()
    const lines = html.split('\n').filter((line) => /Latest Python 3 Release/i.test(line))
    assert.lengthOf(lines, 1)
    assert.equal(lines[0]!.trim().split(/\s+/)[7]?.split('<')[0], '3.14.2')
    assert.equal(
      lines[0]!.trim(),
      '<li><a href="/downloads/release/python-3142/">Latest Python 3 Release - Python 3.14.2</a></li>'
    )
  })

  test('launchers of CorpNewt find the installer in the only line that has it', async ({ client, assert }) => {
    const html = (await client.get('/downloads/release/python-3142/')).text()
    const lines = html.split('\n').filter((line) => /python-3.14.2-macos.*.pkg"/i.test(line))
    assert.lengthOf(lines, 1)
    assert.equal(lines[0]!.split('"')[1], 'https://www.python.org/ftp/python/3.14.2/python-3.14.2-macos11.pkg')
  })

  test('configmagick finds the line with its link', async ({ client, assert }) => {
    const html = (await client.get('/downloads/windows/')).text()
    const line = html.split('\n').find((text) => text.includes('Latest Python 3 Release') && text.includes('href='))
    assert.equal(line?.split('Latest Python 3 Release')[1]?.split('Python')[1]?.split('</a>')[0]?.trim(), '3.14.2')
  })

  test('the feed of bskinn finds number, date and link of each release', async ({ client, assert }) => {
    const html = (await client.get('/downloads/')).text()
    const rows = html.match(/<li>(?:(?!<\/li>)[\s\S])*class="release-number"[\s\S]*?<\/li>/g) ?? []
    const textIn = (row: string, name: string) =>
      new RegExp(`<span class="${name}">(?:<a [^>]*>)?([^<]*)<`).exec(row)?.[1]
    assert.deepEqual(
      rows.map((row) => [textIn(row, 'release-number'), textIn(row, 'release-date')]),
      [
        ['Python 3.14.2', 'Dec. 5, 2025'],
        ['Python 3.14.1', 'Dec. 2, 2025'],
        ['Python 3.9.25', 'Oct. 31, 2025'],
        ['Python 2.7.18', 'April 20, 2020'],
        ['Python install manager 25.2', 'Dec. 4, 2025'],
      ]
    )
    const links = rows.map((row) => /<span class="release-download"><a href="([^"]+)"/.exec(row)?.[1])
    assert.equal(links[0], '/downloads/release/python-3142/')
    assert.isTrue(links.every((link) => link?.startsWith('/')))
  })

  test('monitors find the version in the first button of a system', async ({ client, assert }) => {
    const html = (await client.get('/downloads/')).text()
    const start = html.indexOf('download-for-current-os')
    for (const system of ['windows', 'macos', 'source']) {
      const block = html.slice(html.indexOf(`download-os-${system}`, start))
      const button = /<a class="button[^"]*" href="([^"]+)">([^<]+)<\/a>/.exec(block)
      assert.equal(button?.[2], 'Download Python 3.14.2', system)
      assert.match(button?.[1] ?? '', /^https:\/\/www\.python\.org\/ftp\//)
    }
  })

  test('an updater cuts the version out by position', async ({ client, assert }) => {
    const html = (await client.get('/downloads/')).text()
    for (const system of ['download-os-source', 'download-os-windows']) {
      const from = html.indexOf('Download Python ', html.indexOf(system)) + 'Download Python '.length
      assert.equal(html.slice(from, html.indexOf('</a>', from)), '3.14.2')
    }
  })

  test('scripts find the version in the last word of the first download button', async ({ client, assert }) => {
    const html = (await client.get('/downloads/')).text()
    const block = html.slice(html.indexOf('class="download-for-current-os"'))
    const text = /<p class="download-buttons">\s*<a [^>]*>([^<]+)</.exec(block)?.[1]
    assert.equal(text?.split(/\s+/).at(-1), '3.14.2')
  })

  test('a shell script pairs dates and links of the feed', async ({ client, assert }) => {
    const xml = bodyOf(await client.get('/downloads/feed.rss'))
    const dates = [...xml.matchAll(/Release date:[^<]+/g)].map((match) => match[0].replace('+00:00', ''))
    const links = [...xml.matchAll(/<link>([^<]+)/g)].map((match) => match[1]).slice(1)
    assert.lengthOf(dates, links.length)
    assert.equal(dates[0], 'Release date: 2025-12-05 00:00:00')
    assert.match(links[0]!, /\/downloads\/release\/python-3142\/$/)
  })

  test('endoflife.date opens the page of a release by its version without dots', async ({ client }) => {
    ;(await client.get(`/downloads/release/python-${'3.14.2'.replaceAll('.', '')}/`)).assertStatus(200)
  })
})
