import { OperatorCommand } from '@pydotorg/platform/commands/operator_command'

/** Writes the boxes of releases; for when they missed a release, e.g. because boxes were switched off. */
export default class DownloadsBoxes extends OperatorCommand {
  static override commandName = 'downloads:boxes'
  static override description = 'Write the boxes that show the latest releases anew'

  protected override async work(): Promise<void> {
    const { refreshGenerated } = await import('#services/generated/refresh_generated')
    const changed = await refreshGenerated()
    this.logger.info(changed.length > 0 ? `Changed: ${changed.join(', ')}` : 'Nothing is different.')
  }
}
