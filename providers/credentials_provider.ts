import { Encryption } from '@adonisjs/core/encryption'
import type { ApplicationService } from '@adonisjs/core/types'
import { AuditLog } from '@pydotorg/platform/audit'
import type { SiteSettings } from '@pydotorg/platform/http'
import { UserSessions } from '@pydotorg/platform/identity'
import { AccessTokens, AccountCredentials, TokenScopes } from '@pydotorg/platform/identity/access_tokens'
import { OneTimeLinks } from '@pydotorg/platform/identity/one_time_links'
import { PasswordChanges, Passwords, PasswordStrength } from '@pydotorg/platform/identity/passwords'
import {
  PasskeyCeremonies,
  Passkeys,
  RecoveryCodes,
  SecondFactors,
  Totp,
  TrustedDevices,
} from '@pydotorg/platform/identity/second_factors'
import { PluginRegistry } from '@pydotorg/platform/plugins'
import { WireCredentials } from '@pydotorg/platform/wire_api'
import { refusalAfterMs } from '#config/hash'

/** What people and programs prove by who they are. Nothing is made, or read, before it is asked for. */
export default class CredentialsProvider {
  constructor(protected app: ApplicationService) {}

  register(): void {
    this.app.container.singleton(Passwords, async (resolver) => {
      const hash = await resolver.make('hash')
      return new Passwords({ current: hash.use('scrypt'), earlier: [hash.use('django')], refusalAfterMs })
    })
    this.app.container.singleton(PasswordChanges, async (resolver) => {
      return new PasswordChanges({
        passwords: await resolver.make(Passwords),
        sessions: await resolver.make(UserSessions),
        devices: await resolver.make(TrustedDevices),
        links: await resolver.make(OneTimeLinks),
        audit: await resolver.make(AuditLog),
      })
    })
    this.app.container.singleton(AccessTokens, async (resolver) => {
      return new AccessTokens(await resolver.make(TokenScopes), await resolver.make(AuditLog))
    })
    this.app.container.singleton(TokenScopes, async (resolver) => {
      return new TokenScopes(await resolver.make(PluginRegistry))
    })
    this.app.container.singleton(WireCredentials, () => new AccountCredentials())
    this.app.container.singleton(Totp, async (resolver) => {
      return new Totp({ encryption: await resolver.make(Encryption), issuer: this.app.config.get('site.name') })
    })
    this.app.container.singleton(TrustedDevices, async (resolver) => {
      return new TrustedDevices(await resolver.make(AuditLog))
    })
    this.app.container.singleton(SecondFactors, async (resolver) => {
      return new SecondFactors({
        totp: await resolver.make(Totp),
        recoveryCodes: await resolver.make(RecoveryCodes),
        devices: await resolver.make(TrustedDevices),
        audit: await resolver.make(AuditLog),
      })
    })
    this.app.container.singleton(Passkeys, async (resolver) => {
      const { name, url } = this.app.config.get<SiteSettings>('site')
      const { hostname: id, origin } = new URL(url)
      return new Passkeys(new PasskeyCeremonies({ id, name, origin }), await resolver.make(AuditLog))
    })
    this.app.container.singleton(PasswordStrength, async () => {
      const name = this.app.config.get<string>('site.name')
      return new PasswordStrength([name, ...name.split('.'), 'pydotorg', 'psf'])
    })
  }
}
