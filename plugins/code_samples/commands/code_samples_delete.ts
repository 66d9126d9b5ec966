import { args } from '@adonisjs/core/ace'
import { consoleOrigin } from '@pydotorg/platform/audit'
import { OperatorCommand } from '@pydotorg/platform/commands/operator_command'
import { OperatorMistake } from '@pydotorg/platform/identity/operators'

/** Takes a sample away for good. */
export default class CodeSamplesDelete extends OperatorCommand {
  static override commandName = 'code_samples:delete'
  static override description = 'Delete a code sample for good'

  @args.string({ description: 'Slug, as code_samples:list shows it' })
  declare slug: string

  protected override async work(): Promise<void> {
    const { deleteSample } = await import('#services/change_sample')
    const { default: CodeSample } = await import('#models/code_sample')
    const sample = await CodeSample.findBy('slug', this.slug)
    if (!sample) throw new OperatorMistake(`There is no code sample "${this.slug}".`)
    await deleteSample(consoleOrigin(), sample.id)
    this.logger.success(`${sample.name} is deleted`)
  }
}
