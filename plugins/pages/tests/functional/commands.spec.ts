import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ace from '@adonisjs/core/services/ace'
import testUtils from '@adonisjs/core/services/test_utils'
import type { BaseCommand } from '@adonisjs/core/ace'
import { test } from '@japa/runner'
import Page from '#models/page'
import Redirect from '#models/redirect'
import PagesDelete from '../../commands/pages_delete.js'
import PagesHistory from '../../commands/pages_history.js'
import PagesList from '../../commands/pages_list.js'
import PagesPublish from '../../commands/pages_publish.js'
import PagesRedirect from '../../commands/pages_redirect.js'
import PagesRestore from '../../commands/pages_restore.js'
import PagesSave from '../../commands/pages_save.js'

async function run(Command: typeof BaseCommand, args: string[]) {
  const command = (await ace.create(Command as typeof PagesList, args)) as BaseCommand
  await command.exec()
  const logs = [...command.logger.getLogs(), ...command.ui.logger.getLogs()]
  return { exitCode: command.exitCode ?? 0, said: logs.map(({ message }) => message).join('\n') }
}

test.group('Commands of pages', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => {
    ace.ui.switchMode('raw')
    return () => ace.ui.switchMode('normal')
  })

  test('write a page from a file, show it, change it, and tell its history', async ({ assert, client, cleanup }) => {
    const folder = await mkdtemp(join(tmpdir(), 'pages-'))
    cleanup(() => rm(folder, { recursive: true }))
    const file = join(folder, 'apps.md')
    await writeFile(file, '# Apps\n\n<b>Bold</b> *words*\n')
    const saved = await run(PagesSave, ['made/apps', '--title=Apps', `--file=${file}`, '--publish'])
    assert.equal(saved.exitCode, 0, saved.said)
    assert.include(saved.said, 'Taken out of the content: <b>')
    const shown = await client.get('/made/apps/')
    shown.assertStatus(200)
    shown.assertTextIncludes('<em>words</em>')

    await writeFile(file, '# Apps\n\nother words\n')
    await run(PagesSave, ['made/apps', `--file=${file}`, '--comment=Better', '--path=made/applications'])
    const page = await Page.findByOrFail('path', 'made/applications')
    assert.equal(page.version, 3)
    const moved = await client.get('/made/apps/').redirects(0)
    moved.assertHeader('location', '/made/applications/')

    const history = await run(PagesHistory, ['made/applications'])
    for (const part of ['Better', '(console)']) assert.include(history.said, part)
    const compared = await run(PagesHistory, ['made/applications', '--compare=1..3'])
    for (const part of ['Path', '- <b>Bold</b> *words*', '+ other words']) assert.include(compared.said, part)

    await run(PagesRestore, ['made/applications', '1'])
    const back = await Page.findByOrFail('path', 'made/apps')
    assert.equal(back.version, 4)
    assert.include(back.content, '*words*')
    const deleted = await run(PagesDelete, ['/made/apps/'])
    assert.equal(deleted.exitCode, 0)
    assert.lengthOf(await Page.all(), 0)
  })

  test('publish now, at a time, and not at all', async ({ assert }) => {
    await run(PagesSave, ['made/page', '--title=Page'])
    const page = () => Page.findByOrFail('path', 'made/page')
    assert.isFalse((await page()).isPublished)
    assert.include((await run(PagesPublish, ['made/page'])).said, 'is visible')
    assert.include((await run(PagesPublish, ['made/page', '--from=2999-01-01T12:00'])).said, 'is scheduled')
    assert.equal((await page()).publishAt?.toUTC().toISO(), '2999-01-01T12:00:00.000Z')
    assert.include((await run(PagesPublish, ['made/page', '--until=1999-01-01'])).said, 'is expired')
    assert.include((await run(PagesList, ['--hidden'])).said, '/made/page/')
    assert.include((await run(PagesPublish, ['made/page', '--off'])).said, 'is draft')
    assert.include((await run(PagesList, ['--search=made'])).said, '1 in all')
    assert.include((await run(PagesList, ['--search=nothing'])).said, '0 in all')
  })

  test('lead old addresses elsewhere', async ({ assert, client }) => {
    await run(PagesSave, ['made/page', '--title=Page', '--publish'])
    const set = await run(PagesRedirect, ['/made/old/', '/made/page/', '--temporary', '--note=For a while'])
    assert.include(set.said, '/made/old leads to /made/page/')
    assert.include((await run(PagesRedirect, ['/made/old'])).said, '/made/old leads to /made/page/ (302): For a while')
    const led = await client.get('/made/old/').redirects(0)
    led.assertStatus(302)
    assert.include((await run(PagesRedirect, ['/made/page/', '--gone'])).said, 'nobody sees it any more')
    const gone = await client.get('/made/page/')
    gone.assertStatus(410)
    assert.equal((await run(PagesRedirect, ['/made/page/', '--remove'])).exitCode, 0)
    assert.lengthOf(await Redirect.all(), 1)
  })

  test('say what is wrong: {args}')
    .with([
      { Command: PagesSave, args: ['made/new'], said: /title: Write what the page is called/ },
      { Command: PagesSave, args: ['Made/New', '--title=x'], said: /path: A path is made of lower-case/ },
      { Command: PagesSave, args: ['downloads', '--title=x'], said: /path: .*downloads\.index/ },
      {
        Command: PagesSave,
        args: ['made/new', '--title=x', '--content-type=text/xml'],
        said: /contentType: Choose one of text\/html/,
      },
      { Command: PagesSave, args: ['made/new', '--title=x', '--template=x'], said: /no template/ },
      { Command: PagesSave, args: ['made/new', '--title=x', '--file=/nowhere/x.md'], said: /cannot be read/ },
      { Command: PagesPublish, args: ['made/none'], said: /There is no page at \/made\/none\/\./ },
      { Command: PagesPublish, args: ['made/page', '--from=soon'], said: /"soon" is no moment/ },
      { Command: PagesPublish, args: ['made/page', '--from=2030-01-02', '--until=2030-01-01'], said: /unpublish_at: / },
      { Command: PagesRestore, args: ['made/page', '7'], said: /no revision 7/ },
      { Command: PagesHistory, args: ['made/page', '--compare=1'], said: /3\.\.5/ },
      { Command: PagesDelete, args: ['made/none'], said: /There is no page/ },
      { Command: PagesRedirect, args: ['/made/a', '/made/a/'], said: /new_path: Visitors would go round in a circle/ },
      { Command: PagesRedirect, args: ['/made/a', '//evil.example/'], said: /new_path: Write a path of this site/ },
      { Command: PagesRedirect, args: ['/made/a', '/made/b/', '--gone'], said: /Say where it leads/ },
      { Command: PagesRedirect, args: ['/made/a', '--remove'], said: /Nothing leads away/ },
    ])
    .run(async ({ assert }, { Command, args, said }) => {
      await run(PagesSave, ['made/page', '--title=Page'])
      const outcome = await run(Command, args)
      assert.equal(outcome.exitCode, 1)
      assert.match(outcome.said, said)
      assert.lengthOf(await Page.all(), 1)
    })
})
