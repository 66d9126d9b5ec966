import { createWriteStream } from 'node:fs'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { args, BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { AuditLog, consoleOrigin } from '@pydotorg/platform/audit'

/** Writes every membership as CSV, for whoever runs an election. */
export default class MembershipsExport extends BaseCommand {
  static override commandName = 'memberships:export'
  static override description = 'Export memberships of the PSF as CSV: level, account, e-mail address, vote'
  static override help = [
    'To a file that only you can read:  {{ binaryName }}memberships:export members.csv',
    'To the next program:               {{ binaryName }}memberships:export | head',
    '',
    'What begins with = + - or @ gets an apostrophe in front, so that no spreadsheet takes it for a formula.',
  ]
  static override options: CommandOptions = { startApp: true }

  @args.string({
    description: 'Path of a file that does not exist yet; without it to the standard output',
    required: false,
  })
  declare file?: string

  override async run(): Promise<void> {
    const { membershipCsv } = await import('#services/membership_csv')
    await this.#record()
    const lines = Readable.from(membershipCsv())
    if (!this.file) return pipeline(lines, process.stdout, { end: false })
    await this.#writeFile(lines, resolve(this.file))
  }

  /** Addresses of people leave the site: whoever asks later must find out who took them. */
  async #record(): Promise<void> {
    const audit = await this.app.container.make(AuditLog)
    const subject = { type: 'memberships_export', id: this.file ?? 'standard output' }
    await audit.record({ by: consoleOrigin(), action: 'memberships.membership.export', subject })
  }

  async #writeFile(lines: Readable, path: string): Promise<void> {
    try {
      await pipeline(lines, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
      this.logger.info(`Every membership is in ${path}.`)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code !== 'EEXIST' && code !== 'ENOENT' && code !== 'EACCES') throw error
      this.logger.error(code === 'EEXIST' ? `${path} is there already.` : `${path} cannot be written: ${code}.`)
      this.exitCode = 1
    }
  }
}
