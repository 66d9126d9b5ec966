import db from '@adonisjs/lucid/services/db'
import edge from 'edge.js'
import { test } from '@japa/runner'
import { addFragmentTag, FragmentOfVisitor, Fragments, fragmentStore, renderFragment } from '@pydotorg/platform/cache'

const OPEN = "@fragment({ key: 'pets.list', lifetime: 60, tags: ['pets'] })"

test.group('@fragment', (group) => {
  let fragments: Fragments
  let logged: object[] = []
  group.each.setup(() => {
    const site = edge.globals.rememberPart as unknown
    const log = { warn: () => undefined, error: (details: object) => void logged.push(details) }
    logged = []
    fragments = new Fragments({ store: fragmentStore(), db, log })
    addFragmentTag(edge, fragments, log)
    edge.registerTemplate('pets::name', { template: '<b>{{ name }}</b>' })
    edge.registerTemplate('pets::greeting', { template: 'Hello {{ auth.user.name }}' })
    edge.registerTemplate('pets::frame', { template: `${OPEN}\n<div>{{{ await $slots.main() }}}</div>\n@end` })
    return () => {
      edge.global('rememberPart', site)
      for (const name of ['name', 'greeting', 'frame']) edge.removeTemplate(`pets::${name}`)
    }
  })

  /** Renders as for a visitor of that name. */
  function page(template: string, data: object = {}, name = 'Ada'): Promise<string> {
    const visitor = { auth: { user: { name } }, request: { url: () => `/${name}` }, can: () => name === 'Ada' }
    const csrf = { csrfField: () => `<input value="${name}">`, csrfToken: name, cspNonce: name, session: { name } }
    return edge
      .createRenderer()
      .share({ ...visitor, ...csrf, flashMessages: { name }, old: () => name })
      .renderRaw(template, data)
  }

  test('keeps the part between, and nothing around it', async ({ assert }) => {
    const template = `{{ n }}\n${OPEN}\n{{ n }}\n@end\n{{ n }}`
    const shown = async (n: number) => (await page(template, { n })).replaceAll(/\s+/g, '')
    assert.equal(await shown(1), '111')
    assert.equal(await shown(2), '212')
    await fragments.dropTags(['pets'])
    assert.equal(await shown(3), '333')
  })

  test('sees variables of the template, of loops and of @let', async ({ assert }) => {
    const template = [
      "@let(greeting = 'Hi')",
      '@each(pet in pets)',
      '@fragment({ key: `pets.${pet.id}`, lifetime: 60, tags: [`pets:${pet.id}`] })',
      "@let(end = '!')",
      '@if(pet.isLoud)',
      '{{ greeting }} {{ pet.name }}{{ end }}',
      '@end',
      '@end',
      '@end',
    ].join('\n')
    const pets = [
      { id: 1, name: '<Rex>', isLoud: true },
      { id: 2, name: 'Fido', isLoud: false },
    ]
    const html = (await page(template, { pets })).replaceAll(/\s+/g, ' ').trim()
    assert.equal(html, 'Hi &lt;Rex&gt;!')
    assert.equal(fragments.counts().misses, 2)
    await page(template, { pets })
    assert.equal(fragments.counts().hits, 2)
  })

  test('renders components and other templates in it', async ({ assert }) => {
    const template = `${OPEN}\n@include('pets::name')\n@!component('pets::name', { name: 'Fido' })\n@end`
    assert.match(await page(template, { name: 'Rex' }), /<b>Rex<\/b>\s*<b>Fido<\/b>/)
    assert.match(await page(template, { name: 'King' }), /<b>Rex<\/b>/)
  })

  test('stands in another', async ({ assert }) => {
    const inner = "@fragment({ key: 'pets.inner', lifetime: 60, tags: ['cars'] })\n{{ n }}\n@end"
    const template = `${OPEN}\n[{{ n }}\n${inner}\n]\n@end`
    const shown = async (n: number) => (await page(template, { n })).replaceAll(/\s+/g, '')
    assert.equal(await shown(1), '[11]')
    await fragments.dropTags(['pets'])
    assert.equal(await shown(2), '[21]')
  })

  test('does not keep {0}, and says so once')
    .with([
      ['who is signed in', '{{ auth.user.name }}', 'auth'],
      ['what somebody may do', "@if(can('x'))\nAda\n@end", 'can'],
      ['the address that was asked for', '{{ request.url() }}', 'request'],
      ['a session', '{{ session.name }}', 'session'],
      ['messages of a session', '{{ flashMessages.name }}', 'flashMessages'],
      ['what was typed before', "{{ old('x') }}", 'old'],
      ['a field against forged requests', '{{{ csrfField() }}}', 'csrfField'],
      ['a token against forged requests', '{{ csrfToken }}', 'csrfToken'],
      ['the number of a page that scripts need', '{{ cspNonce }}', 'cspNonce'],
      ['what a template in it asks for', "@include('pets::greeting')", 'auth'],
      ['what a component in it asks for', "@!component('pets::greeting')", 'auth'],
    ] as const)
    .run(async ({ assert }, [, part, asked]) => {
      const template = `${OPEN}\n${part}\n@end`
      assert.match(await page(template), /Ada/)
      const other = await page(template, {}, 'Grace')
      assert.notMatch(other, /Ada/)
      assert.deepEqual(logged, [{ fragment: 'pets.list', asked }])
    })

  test('does not keep a slot, which is written where visitors are known', async ({ assert }) => {
    const template = "@component('pets::frame')\n{{ auth.user.name }}\n@end"
    assert.match(await page(template), /<div>\s*Ada\s*<\/div>/)
    assert.match(await page(template, {}, 'Grace'), /<div>\s*Grace\s*<\/div>/)
  })

  test('asks for features of nobody in particular', async ({ assert }) => {
    const original = edge.globals.isFeatureOn as unknown
    edge.global('isFeatureOn', (_key: string, request?: unknown) => request === undefined)
    try {
      assert.match(await page(`${OPEN}\n@feature('pets.x')\nfor everybody\n@end\n@end`), /for everybody/)
      assert.lengthOf(logged, 0)
    } finally {
      edge.global('isFeatureOn', original)
    }
  })

  test('tells where a template in it is wrong, and keeps nothing', async ({ assert }) => {
    const template = `${OPEN}\n{{ pet.name }}\n@end`
    await assert.rejects(() => page(template), /Cannot read properties of undefined/)
    assert.match(await page(template, { pet: { name: 'Rex' } }), /Rex/)
  })

  test('is refused where nobody awaits it', ({ assert }) => {
    assert.throws(() => edge.renderRawSync(`${OPEN}\nx\n@end`), /@fragment needs a template that is awaited/)
  })

  test('a template that is rendered for everybody knows no visitor', async ({ assert }) => {
    assert.equal(await renderFragment('pets::name', { name: 'Rex' }), '<b>Rex</b>')
    try {
      await renderFragment('pets::greeting', { auth: { user: { name: 'Ada' } } })
      assert.fail('it did not throw')
    } catch (error) {
      assert.instanceOf(error, FragmentOfVisitor)
      assert.equal((error as FragmentOfVisitor).asked, 'auth')
    }
  })
})
