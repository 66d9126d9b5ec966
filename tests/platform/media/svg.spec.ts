import testUtils from '@adonisjs/core/services/test_utils'
import { storeImage, UploadRefused } from '@pydotorg/platform/media'
import { test } from '@japa/runner'

const NS = 'xmlns="http://www.w3.org/2000/svg"'
const open = `<svg ${NS} xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 120 40">`

async function store(text: string | Uint8Array) {
  return storeImage({ name: 'logo.svg', bytes: Buffer.from(text) }, { creator: null })
}

async function refusal(text: string | Uint8Array): Promise<string> {
  try {
    await store(text)
  } catch (error) {
    if (error instanceof UploadRefused) return error.message
    throw error
  }
  return ''
}

/** Ways to run a program or to reach elsewhere from a drawing; nothing of the second may be left of the first. */
const ATTACKS: readonly [string, RegExp][] = [
  ['<script>alert(1)</script>', /script|alert/],
  ['<SCRIPT>alert(1)</SCRIPT>', /script|alert/i],
  ['<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>', /script|alert/],
  [
    '<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="//evil.example"/></foreignObject>',
    /foreign|evil/,
  ],
  ['<g onload="alert(1)"/>', /onload|alert/],
  ['<a xlink:href="javascript:alert(1)"><path d="M0 0h9"/></a>', /javascript/],
  ['<use href="https://evil.example/x.svg#y"/>', /evil/],
  ['<use xlink:href="data:image/svg+xml;base64,PHN2Zy8+#x"/>', /data:/],
  ['<image href="https://evil.example/pixel.png"/>', /evil/],
  ['<image href="data:image/svg+xml,%3Csvg/%3E"/>', /data:/],
  ['<feImage href="https://evil.example/"/>', /evil|feImage/],
  ['<rect style="fill:url(https://evil.example/#a)"/>', /evil/],
  ['<rect fill="url( \'https://evil.example/#a\' )"/>', /evil/],
  ['<rect style="background:u\\72l(//evil.example)"/>', /evil/],
  ['<style>@import "https://evil.example/a.css";</style>', /import|evil/],
  ['<style>rect { fill: url(//evil.example/) }</style>', /evil/],
  ['<style><![CDATA[@import url(//evil.example);]]></style>', /evil/],
  ['<style>@font-face { src: url(//evil.example) }</style>', /evil/],
  ['<set attributeName="href" to="javascript:alert(1)"/>', /javascript|<set/],
  ['<animate attributeName="href" values="javascript:alert(1)"/>', /javascript|animate/],
  ['<g xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="alert(1)"/></g>', /xhtml|onerror|<img/],
  ['<title><![CDATA[</title><script>alert(1)</script>]]></title>', /<script/],
  ['<handler xmlns="http://www.w3.org/2001/xml-events">alert(1)</handler>', /handler|alert/],
  ['<?xml-stylesheet href="https://evil.example/a.css"?>', /evil/],
]

test.group('Drawings', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  for (const [attack, trace] of ATTACKS) {
    test(`are kept without ${attack}`, async ({ client, assert }) => {
      const image = await store(`${open}${attack}<path id="kept" d="M0 0h9v9z"/></svg>`)
      const response = await client.get(`/media/${image.key}/original.svg`)
      response.assertStatus(200)
      const text = (response.body() as Buffer).toString()
      assert.include(text, 'id="kept"')
      assert.notMatch(text, trace)
    })
  }

  test('keep what draws', async ({ client, assert }) => {
    const drawing = `${open}<title>Ünïcode &amp; more</title><defs><linearGradient id="a"><stop offset="0" stop-color="#306998"/></linearGradient><clipPath id="c"><circle r="3"/></clipPath></defs><style>.b{fill:url(#a)}</style><g class="b" clip-path="url(#c)" transform="translate(1 2)"><path d="M0 0h9"/><use xlink:href="#x"/><text x="1" font-family="sans-serif">Hi</text></g></svg>`
    const { key } = await store(drawing)
    const text = ((await client.get(`/media/${key}/original.svg`)).body() as Buffer).toString()
    const parts = [
      'Ünïcode &amp; more',
      'url(#a)',
      'clip-path="url(#c)"',
      'xlink:href="#x"',
      '>Hi</text>',
      'linearGradient',
    ]
    for (const part of parts) assert.include(text, part)
  })

  test('are sent so that they may run nothing, whoever opens them', async ({ client, assert }) => {
    const image = await store(`${open}</svg>`)
    const response = await client.get(`/media/${image.key}/original.svg`)
    response.assertHeader('content-type', 'image/svg+xml')
    response.assertHeader('x-content-type-options', 'nosniff')
    const policy = String(response.header('content-security-policy'))
    for (const part of ['sandbox', "default-src 'none'", "style-src 'unsafe-inline'"]) assert.include(policy, part)
    const pixels = await client.get(`/media/${image.key}/small.webp`)
    pixels.assertStatus(404)
  })

  test('say how big they are', async ({ assert }) => {
    const sizes: [string, number, number][] = [
      ['viewBox="0 0 120 40"', 120, 40],
      ['width="60" height="20px"', 60, 20],
      ['width="100%" viewBox="0,0,12.4,8"', 12, 8],
    ]
    for (const [attributes, width, height] of sizes) {
      const image = await store(`<?xml version="1.0"?>\n<!-- a --><svg ${NS} ${attributes}/>`)
      assert.containsSubset(image.toJSON(), { width, height, contentType: 'image/svg+xml', fallbackFormat: 'svg' })
    }
    assert.match(await refusal(`<svg ${NS}/>`), /does not say how big it is/)
  })

  test('are refused when they cannot be checked', async ({ assert }) => {
    const laughs = '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    assert.match(await refusal(`${laughs}${open}<text>&b;</text></svg>`), /entities/)
    assert.match(await refusal(`${open}<path d="</svg>`), /cannot be read|no image/)
    assert.match(await refusal(`${open}${'<g>'.repeat(200)}${'</g>'.repeat(200)}</svg>`), /too complicated/)
    const doubled = Array.from(
      { length: 30 },
      (_, n) => `<g id="n${n}"><use href="#n${n + 1}"/><use href="#n${n + 1}"/></g>`
    )
    assert.match(await refusal(`${open}${doubled.join('')}<path id="n30" d="M0 0h1"/></svg>`), /too complicated/)
    assert.match(await refusal(`${open}<g id="a"><use href="#a"/></g></svg>`), /too complicated/)
    assert.match(await refusal(`${open}<path d="${'M0 0'.repeat(300_000)}"/></svg>`), /bigger than 1 MB/)
    const latin = Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${open}<title>\u00e9</title></svg>`, 'latin1')
    assert.match(await refusal(latin), /UTF-8|no image/)
  })
})
