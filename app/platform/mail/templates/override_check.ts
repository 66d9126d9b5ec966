import type { MailComposer } from './mail_composer.js'
import { MailTemplateError, problemLine, type MailProblem } from './mail_problem.js'
import type { MailTemplate } from './mail_template.js'
import { sampleData } from './mail_values.js'
import type { UncheckedMailData } from './mail_variables.js'
import type { MailSource } from './render_mail.js'

/**
 * Samples that lead through the branches of a template: with everything, without what may be missing, and with every yes
 * for a no.
 *
 * @param template - a mail
 * @returns data to render it with, each of its own
 */
export function sampleDatasets({ variables }: MailTemplate): UncheckedMailData[] {
  const samples = Object.entries(sampleData(variables))
  return [
    Object.fromEntries(samples),
    Object.fromEntries(samples.filter(([name]) => !variables[name]?.optional)),
    Object.fromEntries(samples.map(([name, value]) => [name, typeof value === 'boolean' ? !value : value])),
  ]
}

/**
 * Renders a source with samples of all kinds.
 *
 * @param composer - renders it
 * @param template - whose variables there are
 * @param source - Liquid that somebody wrote
 * @returns what is wrong with it, each thing once; empty when it may be sent
 */
export async function sourceProblems(
  composer: MailComposer,
  template: MailTemplate,
  source: MailSource
): Promise<MailProblem[]> {
  const found = new Map<string, MailProblem>()
  for (const data of sampleDatasets(template)) {
    const problems = await problemsWith(composer, { key: template.key, data, source })
    for (const problem of problems) found.set(problemLine(problem), problem)
  }
  return [...found.values()]
}

async function problemsWith(
  composer: MailComposer,
  mail: { key: string; data: UncheckedMailData; source: MailSource }
): Promise<MailProblem[]> {
  try {
    return (await composer.compose(mail)).problems
  } catch (error) {
    if (error instanceof MailTemplateError && error.problem) return [error.problem]
    throw error
  }
}
