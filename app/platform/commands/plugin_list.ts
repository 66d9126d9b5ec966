import { flags } from '@adonisjs/core/ace'
import { FeatureCommand, type FeatureDesk } from './feature_command.js'
import { countsInWords, pluginReports, type PluginReport } from './plugin_report.js'

const HEAD = ['Name', 'Title', 'Version', 'State', 'Why', 'Requires', 'Required by', 'Contributes']

/** Lists the plugins of this site. */
export default class PluginList extends FeatureCommand {
  static override commandName = 'plugin:list'
  static override description = 'List the plugins of this site, in the order of their requirements'

  @flags.boolean({ description: 'Print JSON' })
  declare json: boolean

  protected override async work({ plugins, features }: FeatureDesk): Promise<void> {
    const router = await this.app.container.make('router')
    const reports = pluginReports({ plugins, features, router })
    const failures = plugins
      .failures()
      .map(({ name, packageName, error }) => ({ name, packageName, error: error.message }))
    if (this.json) {
      this.logger.log(JSON.stringify({ plugins: reports, failures }, null, 2))
      return
    }
    this.#print(reports)
    for (const { name, error } of failures) this.logger.warning(`${name} is out of use: ${error}`)
  }

  /** The defaults of the manifests are what a site without its database goes by. */
  protected override workWithoutDatabase(desk: FeatureDesk): Promise<void> {
    return this.work(desk)
  }

  #print(reports: readonly PluginReport[]): void {
    const table = this.ui.table().head(HEAD)
    for (const report of reports) {
      table.row([
        report.name,
        report.title,
        report.version,
        report.audience && report.state === 'on' ? `on for ${report.audience}` : report.state,
        report.reason.text,
        report.requires.join(', '),
        report.dependents.join(', '),
        countsInWords(report.contributes),
      ])
    }
    table.render()
  }
}
