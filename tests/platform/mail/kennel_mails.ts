import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import app from '@adonisjs/core/services/app'
import { definePlugin } from '@pydotorg/platform'
import { defineMailTemplate, MailComposer, MailTemplates, type MailTemplate } from '@pydotorg/platform/mail'
import { PluginRegistry } from '@pydotorg/platform/plugins'

/** A mail with a secret link and a variable that may be missing. */
export const adopt = defineMailTemplate({
  key: 'kennel.adopt',
  title: 'Adopt a dog',
  summary: 'Sent to who wants a dog.',
  subject: 'Adopt {{ dog }}',
  because: 'you asked for a dog',
  variables: {
    dog: { type: 'text', description: 'Its name', sample: 'Rex' },
    link: { type: 'link', description: 'By which they adopt it', sample: '/kennel/adopt/sample/', secret: true },
    note: { type: 'text', description: 'Of the keeper', sample: 'He bites', optional: true },
  },
})

/** What the plugin sends. */
export const ADOPT_HTML = '<p>Hello,</p>\n<p>take {{ dog }} home. {{ note }}</p>\n{{ link | button: "Adopt" }}\n'

const SITE = { name: 'Kennel', url: 'https://kennel.example' }

/** @returns a composer of one plugin's mails, and a function that removes its files and puts the site's back */
export async function kennelMails(templates: readonly MailTemplate[] = [adopt]): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), 'pydotorg-kennel-'))
  await mkdir(join(directory, 'views/mails'), { recursive: true })
  await writeFile(join(directory, 'views/mails/adopt.html.liquid'), ADOPT_HTML)
  const manifest = definePlugin({ name: 'kennel', title: 'Kennel', summary: 'Dogs.' })
  const plugin = { name: 'kennel', version: '1.0.0', packageName: '@pydotorg/kennel', directory, manifest }
  const source = () => Promise.resolve({ default: templates })
  const contributed = { mailTemplateSources: () => [{ plugin: 'kennel', isOn: true, source }] }
  const kennel = new MailTemplates(contributed, new PluginRegistry('/', [plugin]))
  const composer = new MailComposer(kennel, SITE, app.makePath('resources/mails/frame.mjml'))
  app.container.swap(MailTemplates, () => kennel)
  app.container.swap(MailComposer, () => composer)
  return async () => {
    app.container.restore(MailTemplates)
    app.container.restore(MailComposer)
    await rm(directory, { recursive: true, force: true })
  }
}
