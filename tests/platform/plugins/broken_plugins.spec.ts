import { test } from '@japa/runner'
import { ScratchSite } from '../../scratch_site.js'
import { writeFiles } from '../../temporary_folder.js'
import { startSite, type SiteProcess } from '../features/site_process.js'
import { manifest, pluginFiles } from './plugin_files.js'

const routed = (name: string, body: string) => ({
  ...pluginFiles(`plugins/${name}`, manifest(name, `routes: () => import('./routes.js')`)),
  [`plugins/${name}/routes.js`]: `export default (router) => { ${body} }`,
})

/** Plugins that go wrong, each in a way of its own. */
const BROKEN = {
  ...pluginFiles('plugins/thrown', `(() => { throw new Error('thrown while it is imported') })()`),
  ...pluginFiles('plugins/newer', manifest('newer'), { pydotorg: { plugin: './plugin.js', platform: '^9.0.0' } }),
  ...pluginFiles('plugins/orphans', manifest('orphans', `requires: ['thrown']`)),
  ...routed('routed', `router.get('/routed/', () => 'here'); throw new Error('thrown by its routes')`),
  ...routed('viewed', `router.get('/viewed/', ({ view }) => view.render('viewed::page')).as('viewed.pages.show')`),
  'plugins/viewed/views/page.edge': '@if(x)\n  never closed',
  ...routed('sound', `router.get('/sound/', () => 'sound').as('sound.pages.show')`),
}

test.group('A site with broken plugins', (group) => {
  let scratch: ScratchSite
  let site: SiteProcess
  group.tap((each) => each.tags(['slow']).timeout(300_000))

  group.setup(async () => {
    scratch = await ScratchSite.create()
    await writeFiles(scratch.root, BROKEN)
    const { exitCode, output } = await scratch.run('bin/console.ts', 'migration:run')
    if (exitCode !== 0) throw new Error(output)
    site = await startSite(scratch.environment(), scratch.root)
  })
  group.teardown(async () => {
    await site?.stop()
    await scratch.remove()
  })

  test('is up, with everything that works', async ({ assert }) => {
    const home = await fetch(site.url)
    assert.equal(home.status, 200)
    const sound = await fetch(`${site.url}/sound/`)
    assert.equal(await sound.text(), 'sound')
  })

  test('does not find what a plugin registered before it threw', async ({ assert }) => {
    const response = await fetch(`${site.url}/routed/`)
    assert.equal(response.status, 404)
  })

  test('answers 500 to the one page whose template is broken', async ({ assert }) => {
    const response = await fetch(`${site.url}/viewed/`)
    assert.equal(response.status, 500)
    const home = await fetch(site.url)
    assert.equal(home.status, 200)
  })

  test('tells operators which plugins are out of use, and why', async ({ assert }) => {
    const { exitCode, output, answer } = await scratch.run('bin/console.ts', 'plugin:list', '--json')
    assert.equal(exitCode, 0, output)
    const { plugins, failures } = JSON.parse(answer) as {
      plugins: { name: string }[]
      failures: { name: string; error: string }[]
    }
    assert.includeMembers(
      plugins.map(({ name }) => name),
      ['sound', 'viewed']
    )
    assert.deepEqual(
      new Map(failures.map(({ name, error }) => [name, error])),
      new Map([
        [
          'newer',
          '@pydotorg/newer 1.0.0 works with platform ^9.0.0, and this is platform 0.1.0. ' +
            'Install a version of the plugin made for this platform.',
        ],
        ['thrown', 'thrown while it is imported'],
        ['orphans', 'Plugin "orphans" requires "thrown", which could not be loaded.'],
        ['routed', 'thrown by its routes'],
      ])
    )
  })
})
