import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import app from '@adonisjs/core/services/app'
import { MailComposer, MailTemplates, sampleData, type DeclaredMailTemplate } from '@pydotorg/platform/mail'
import { test } from '@japa/runner'
import { registeredPlugins } from './registered_plugins.js'

const LINK = /\s(?:href|src)="([^"]*)"/g

async function declaredBy(plugin: string): Promise<DeclaredMailTemplate[]> {
  const templates = await app.container.make(MailTemplates)
  return (await templates.all()).filter(({ template }) => template.key.startsWith(`${plugin}.`))
}

/** The samples; once more without what may be missing; and once with every yes for a no. */
function datasets({ template }: DeclaredMailTemplate): Record<string, unknown>[] {
  const samples = Object.entries(sampleData(template.variables))
  const isOptional = (name: string) => template.variables[name]?.optional === true
  return [
    Object.fromEntries(samples),
    Object.fromEntries(samples.filter(([name]) => !isOptional(name))),
    Object.fromEntries(samples.map(([name, value]) => [name, typeof value === 'boolean' ? !value : value])),
  ]
}

const withMails = registeredPlugins.filter(({ manifest }) => manifest.contributes?.mailTemplates)

test.group('Mails of plugins', () => {
  test('are declared: whoever has views for mails says what they are', async ({ assert }) => {
    const silent = registeredPlugins.filter((plugin) => !withMails.includes(plugin))
    assert.deepEqual(
      silent.filter(({ directory }) => existsSync(join(directory, 'views/mails'))).map(({ name }) => name),
      []
    )
    assert.isNotEmpty(withMails)
  })

  test('{name} describes each of its mails for who changes it')
    .with(withMails)
    .run(async ({ assert }, { name }) => {
      const declared = await declaredBy(name)
      assert.isNotEmpty(declared)
      for (const { template } of declared) {
        assert.match(template.key, /^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/)
        assert.match(template.summary, /^\S.*\.$/, `${template.key}: the summary is a sentence`)
        assert.notMatch(template.because, /^You|\.$/, `${template.key}: "because" ends a sentence of the frame`)
        for (const [variable, { description }] of Object.entries(template.variables)) {
          assert.match(variable, /^[a-z][a-z0-9_]*$/, template.key)
          assert.match(description, /^\S.*[^.]$/, `${template.key}: ${variable} is described, without a full stop`)
        }
      }
    })

  test('{name} has a template for each of its mails, and no other')
    .with(withMails)
    .run(async ({ assert }, { name, directory }) => {
      const files = await readdir(join(directory, 'views/mails'))
      const declared = (await declaredBy(name)).map(({ template }) => template.key.slice(name.length + 1))
      assert.sameMembers([...new Set(files.map((file) => file.replace(/\.(html|text)\.liquid$/, '')))], declared)
    })

  test('{name} has mails that are sound with all data, with the least, and the other way round')
    .with(withMails)
    .run(async ({ assert }, { name }) => {
      const composer = await app.container.make(MailComposer)
      for (const declared of await declaredBy(name)) {
        const { key } = declared.template
        for (const data of datasets(declared)) {
          const { subject, html, text, problems } = await composer.compose({ key, data })
          assert.deepEqual(problems, [], key)
          assert.isNotEmpty(subject, key)
          assert.notMatch(text, /<[a-z/]|&[a-z]+;|\{\{|\{%/i, `${key}: HTML or Liquid in the text`)
          const links = [...html.matchAll(LINK)].map(([, link]) => String(link))
          assert.isNotEmpty(links, key)
          for (const link of links) assert.match(link, /^(https?:\/\/|mailto:)/, key)
        }
      }
    })

  test('{name} shows in each mail every variable that it declares')
    .with(withMails)
    .run(async ({ assert }, { name }) => {
      const templates = await app.container.make(MailTemplates)
      for (const declared of await declaredBy(name)) {
        const { subject, html, text } = await templates.ownSource(declared)
        const source = `${subject} ${html} ${text ?? ''}`
        for (const variable of Object.keys(declared.template.variables)) {
          assert.match(source, new RegExp(`\\{[{%][^}]*\\b${variable}\\b`), `${declared.template.key}: ${variable}`)
        }
      }
    })
})
