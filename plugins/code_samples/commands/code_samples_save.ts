import { readFile } from 'node:fs/promises'
import { args, flags } from '@adonisjs/core/ace'
import { consoleOrigin } from '@pydotorg/platform/audit'
import { OperatorCommand } from '@pydotorg/platform/commands/operator_command'
import { OperatorMistake } from '@pydotorg/platform/identity/operators'

/** Adds a sample, or changes the one of that title. */
export default class CodeSamplesSave extends OperatorCommand {
  static override commandName = 'code_samples:save'
  static override description = 'Add a code sample, or change the one of this title'
  static override help = [
    'A session at the prompt, answers and all, or a program and what it prints:',
    '  {{ binaryName }} code_samples:save Sets --code=sets.txt --description="What two groups share." --publish',
    'What no flag names stays as it is.',
  ]

  @args.string({ description: 'Title of the sample' })
  declare name: string

  @flags.string({ description: 'File with the session or the program' })
  declare code?: string

  @flags.string({ description: 'File with what the program prints' })
  declare output?: string

  @flags.string({ description: 'One sentence for lists' })
  declare description?: string

  @flags.string({ description: 'What there is to say about it, in Markdown' })
  declare copy?: string

  @flags.number({ description: 'Its place; smaller comes first' })
  declare position?: number

  @flags.boolean({ description: 'Show it to everybody; --no-publish makes it a draft', showNegatedVariantInHelp: true })
  declare publish?: boolean

  protected override async work(): Promise<void> {
    const { newSampleValidator, sampleChangeValidator } = await import('#validators/code_sample')
    const { addSample, changeSample } = await import('#services/change_sample')
    const { default: CodeSample } = await import('#models/code_sample')
    const given = await this.#given()
    const known = await CodeSample.findBy('name', this.name)
    const sample = known
      ? await changeSample(consoleOrigin(), known.id, await sampleChangeValidator.validate(given))
      : await addSample(consoleOrigin(), await newSampleValidator.validate(given))
    const state = sample.isPublished ? 'published' : 'a draft'
    this.logger.success(`${sample.name} is ${state} at /code-samples/${sample.slug}/, place ${sample.position}`)
  }

  async #given(): Promise<Record<string, unknown>> {
    const { name, description, copy, position, publish } = this
    const [code, output] = await Promise.all([textOf(this.code), textOf(this.output)])
    const given = { name, description, code, output, copy, position, isPublished: publish }
    return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  }
}

async function textOf(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined
  try {
    return (await readFile(file, 'utf8')).replaceAll('\r\n', '\n').trimEnd()
  } catch (error) {
    throw new OperatorMistake(`${file} cannot be read: ${(error as Error).message}`)
  }
}
