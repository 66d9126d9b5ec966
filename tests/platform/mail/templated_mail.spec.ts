import app from '@adonisjs/core/services/app'
import { defineMailTemplate, MailComposer, TemplatedMail } from '@pydotorg/platform/mail'
import { test } from '@japa/runner'
import { adopt, kennelMails } from './kennel_mails.js'

const litter = defineMailTemplate({
  key: 'kennel.adopt',
  title: 'New dogs',
  summary: 'Sent every week.',
  kind: 'bulk',
  subject: 'New dogs',
  because: 'you asked for news of the kennel',
  variables: {
    dogs: {
      type: 'list',
      description: 'Those that came',
      of: {
        name: { type: 'text', description: 'Of the dog', sample: 'Rex' },
        page: { type: 'link', description: 'About the dog', sample: '/kennel/rex/' },
      },
    },
  },
})
const HTML = '<ul>{% for dog in dogs %}<li><a href="{{ dog.page }}">{{ dog.name }}</a></li>{% endfor %}</ul>'
const SOURCE = { subject: 'New dogs', html: HTML, text: null }

test.group('A mail with several of a kind', (group) => {
  group.setup(() => kennelMails([litter]))

  test('names each, escaped, at its whole address', async ({ assert }) => {
    const composer = await app.container.make(MailComposer)
    const dogs = [
      { name: 'Rex & Bo', page: '/kennel/1/' },
      { name: 'Ada', page: '/kennel/2/' },
    ]
    const { html, text } = await composer.compose({ key: 'kennel.adopt', data: { dogs }, source: SOURCE })
    assert.include(html, 'Rex &amp; Bo')
    assert.include(html, 'https://kennel.example/kennel/2/')
    assert.include(text, 'Rex & Bo')
    assert.isBelow(text.indexOf('Rex'), text.indexOf('Ada'))
  })

  test('says which one has what is wrong', async ({ assert }) => {
    const composer = await app.container.make(MailComposer)
    const dogs = [{ name: 'Rex', page: '/kennel/1/' }, { name: 'Ada' }]
    const compose = (data: object) => composer.compose({ key: 'kennel.adopt', data: { ...data }, source: SOURCE })
    await assert.rejects(() => compose({ dogs }), /dogs\[1\]: page is missing/)
    await assert.rejects(() => compose({ dogs: [null] }), /dogs\[0\] is of type list, and what was given is not/)
  })
})

test.group('Bulk mail', () => {
  test('goes to a list, so that its readers can leave it', ({ assert }) => {
    const mail = { to: 'ada@example.org', data: { dogs: [] } }
    assert.throws(() => new TemplatedMail(litter, mail), /kennel\.adopt is bulk mail: say which list it goes to/)
    assert.doesNotThrow(
      () => new TemplatedMail(litter, { ...mail, list: { key: 'kennel.news', title: 'News of the kennel' } })
    )
    assert.doesNotThrow(
      () => new TemplatedMail(adopt, { to: 'ada@example.org', data: { dog: 'Rex', link: '/kennel/adopt/1/' } })
    )
  })
})
