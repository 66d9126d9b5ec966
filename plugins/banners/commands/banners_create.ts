import { consoleOrigin } from '@pydotorg/platform/audit'
import { createBanner } from '#services/change_banner'
import { newBannerValidator } from '#validators/banner'
import { BannerFlags } from './banner_flags.js'

/** Writes a banner; banners:activate shows it. */
export default class BannersCreate extends BannerFlags {
  static override commandName = 'banners:create'
  static override description = 'Write a banner; nobody sees it before banners:activate'
  static override help = [
    '{{ binaryName }} banners:create drive --title="Donate" --message="Python needs you." --link=/psf/ --path=/psf',
    '{{ binaryName }} banners:create "API 1" --title="Version 1 ends" --message="Use version 2." --target=api --type=warning',
  ]

  protected override async work(): Promise<void> {
    const given = { ...this.typedFields(), name: this.name }
    await this.checked(async () => createBanner(await this.validated(newBannerValidator, given), consoleOrigin()))
    this.logger.success(`${this.name} is written; banners:activate shows it`)
  }
}
