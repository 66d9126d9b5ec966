import type { AdminPage, AdminPanel, AdminResourceSource, AdminShell } from '../admin/admin_entry.js'
import type { AccountPages } from './account_pages.js'
import type { ApiHeadersSource } from './api_headers.js'
import type { ChannelSource } from './channels.js'
import type { FallbackSource } from './fallbacks.js'
import type { DjangoModelSource } from './django_models.js'
import type { FeedLink } from './feeds.js'
import type { HealthCheckSource } from './health_checks.js'
import type { HomeSection } from './home_sections.js'
import type { PageTop } from './page_tops.js'
import type { MailTemplateSource } from '../mail/templates/mail_template.js'
import type { MenuArrangerSource } from './menu_arranger.js'
import type { NavigationContribution } from './navigation.js'
import type { SettingSource } from './settings.js'
import type { SignInWaySource } from './sign_in_ways.js'
import type { PersonalData } from './personal_data.js'
import type { SitemapSource } from './sitemap.js'
import type { SnippetSource } from './snippets.js'
import type { WireResourceSource } from './wire_resources.js'

/** What a plugin hands to the site. A reader shows only what plugins that are on contribute. */
export interface Contributions {
  navigation?: NavigationContribution
  menuArranger?: MenuArrangerSource
  pageTops?: readonly PageTop[]
  apiHeaders?: readonly ApiHeadersSource[]
  homeSections?: readonly HomeSection[]
  feeds?: readonly FeedLink[]
  sitemap?: readonly SitemapSource[]
  healthChecks?: readonly HealthCheckSource[]
  adminResources?: readonly AdminResourceSource[]
  adminShell?: AdminShell
  adminPages?: readonly AdminPage[]
  adminPanels?: readonly AdminPanel[]
  wireResources?: readonly WireResourceSource[]
  accountPages?: AccountPages
  signInWays?: readonly SignInWaySource[]
  fallbacks?: readonly FallbackSource[]
  snippets?: SnippetSource
  /** Known even when the plugin is off. */
  mailTemplates?: MailTemplateSource
  /** Known even when the plugin is off, and shown to operators while it is on. */
  settings?: SettingSource
  /** Heard even when the plugin is off. */
  channels?: readonly ChannelSource[]
  /** Read even when the plugin is off. */
  djangoModels?: readonly DjangoModelSource[]
  /** Read even when the plugin is off. */
  personalData?: readonly PersonalData[]
}
