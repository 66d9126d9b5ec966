import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import {
  MailOverrides,
  MailTemplateList,
  MailTemplates,
  type ListedMailTemplate,
  type MailOverrideVersion,
  type MailSource,
  type MailVariables,
} from '@pydotorg/platform/mail'
import { knownMail, typedWords } from '#services/cockpit/mail_words'

/** A variable, or a field of a list, as the page explains it. */
export interface ExplainedVariable {
  name: string
  type: string
  description: string
  isOptional: boolean
  isSecret: boolean
}

/** What the form of a mail shows. */
export interface EditedMail extends ListedMailTemplate {
  own: MailSource
  /** In the form: what was typed, or what is there. */
  words: MailSource
  /** Version of the override that the words are based on; 0 without one. */
  basedOn: number
  /** What to say when somebody else was faster. */
  conflict: string | null
  variables: ExplainedVariable[]
  versions: MailOverrideVersion[]
}

/** Puts together what the form of a mail shows. */
@inject()
export class MailEditor {
  constructor(
    protected list: MailTemplateList,
    protected templates: MailTemplates,
    protected overrides: MailOverrides
  ) {}

  /**
   * @param ctx - who asks; what they typed before may come with it
   * @param key - of a mail
   * @throws Exception with status 404 for one that no plugin declares
   */
  async open({ session }: HttpContext, key: string): Promise<EditedMail> {
    const listed = await knownMail(this.list.get(key))
    const own = await this.templates.ownSource(listed)
    const flashed = session.flashMessages
    const isTyped = flashed.has('basedOn')
    const current = listed.override?.version ?? 0
    const conflict = flashed.get('conflict', null) as string | null
    return {
      ...listed,
      own,
      conflict,
      words: isTyped ? typedWords(flashed.all()) : (listed.override ?? own),
      // Whoever was told of the other's version has seen it, and may save over it.
      basedOn: isTyped && !conflict ? Number(flashed.get('basedOn')) : current,
      variables: explained(listed.template.variables),
      versions: await this.overrides.versions(key),
    }
  }
}

function explained(variables: MailVariables, within = ''): ExplainedVariable[] {
  return Object.entries(variables).flatMap(([name, variable]) => {
    const one = {
      name: `${within}${name}`,
      type: variable.type,
      description: variable.description,
      isOptional: variable.optional === true,
      isSecret: 'secret' in variable && variable.secret === true,
    }
    return variable.type === 'list' ? [one, ...explained(variable.of, `${name}: `)] : [one]
  })
}
