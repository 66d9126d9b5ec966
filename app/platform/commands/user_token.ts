import { args, flags } from '@adonisjs/core/ace'
import { DateTime } from 'luxon'
import { consoleOrigin } from '../audit/audit_origin.js'
import { AccessTokens } from '../identity/access_tokens/access_tokens.js'
import type { AccessTokenKind } from '../identity/models/access_token.js'
import { nameHint } from '../identity/name_hint.js'
import { findAccount } from '../identity/operators/find_account.js'
import { OperatorMistake } from '../identity/operators/operator_mistake.js'
import { OperatorCommand } from './operator_command.js'

const KINDS: Readonly<Record<string, AccessTokenKind>> = { bearer: 'bearer', v1: 'api_v1', v2: 'api_v2' }

const UNITS: Readonly<Record<string, string>> = { h: 'hours', d: 'days', w: 'weeks', y: 'years' }

/** Makes a token, and prints it alone on the last line of the standard output. */
export default class UserToken extends OperatorCommand {
  static override commandName = 'user:token'
  static override description = "Make an access token, or a key of python.org's API, and print it on the last line"
  static override help = [
    "For release-tools, which speak version 1 of python.org's API as `user:key`:",
    '  {{ binaryName }} user:token guido --kind=v1',
    'For a program of a person, for ninety days:',
    '  {{ binaryName }} user:token guido --scopes=read --name="Laptop"',
  ]

  @args.string({ description: 'Username or e-mail address' })
  declare username: string

  @flags.string({ description: 'bearer, v1 or v2', default: 'bearer' })
  declare kind: string

  @flags.string({ description: 'Of a bearer token, with commas', default: 'read' })
  declare scopes: string

  @flags.string({ description: 'e.g. 12h, 90d, 4w, 1y or never; 90d for bearer, never for v1 and v2' })
  declare expires?: string

  @flags.string({ description: 'By which its owner knows it', default: 'From the command line' })
  declare name: string

  protected override async work(): Promise<void> {
    const kind = KINDS[this.kind]
    if (!kind) {
      throw new OperatorMistake(`There is no kind "${this.kind}".${nameHint(this.kind, Object.keys(KINDS))}`)
    }
    const user = await findAccount(this.username)
    if (!user.isActive)
      throw new OperatorMistake(`${user.username} is not active, so no token of theirs is worth anything.`)
    const expiresAt = momentAfter(this.expires ?? (kind === 'bearer' ? '90d' : 'never'))
    const scopes = this.scopes.split(',').map((scope) => scope.trim())
    const tokens = await this.app.container.make(AccessTokens)
    const { text } = await tokens.issue(user, { kind, name: this.name, scopes, expiresAt }, consoleOrigin())
    const until = expiresAt ? `until ${expiresAt.toFormat('d LLLL yyyy, HH:mm')} UTC` : 'until it is revoked'
    this.logger.info(`Valid ${until}; nobody can read it again:`)
    this.logger.log(text)
  }
}

function momentAfter(typed: string): DateTime | null {
  if (typed === 'never') return null
  const [, count, unit] = /^([1-9]\d{0,3})([hdwy])$/.exec(typed) ?? []
  if (!count) throw new OperatorMistake(`"${typed}" is no time: write e.g. 12h, 90d, 4w, 1y or never.`)
  return DateTime.utc().plus({ [UNITS[unit!]!]: Number(count) })
}
