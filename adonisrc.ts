import { indexEntities } from '@adonisjs/core'
import { defineConfig } from '@adonisjs/core/app'

/*
| What plugins contribute is never listed here: globs find their files, and
| providers/plugins_provider.ts asks their manifests for everything else.
*/
export default defineConfig({
  commands: [
    () => import('@adonisjs/core/commands'),
    () => import('@adonisjs/lucid/commands'),
    () => import('@pydotorg/platform/commands'),
  ],

  providers: [
    () => import('@adonisjs/core/providers/app_provider'),
    () => import('@adonisjs/core/providers/hash_provider'),
    () => import('#providers/lifecycle_provider'),
    {
      file: () => import('@adonisjs/core/providers/repl_provider'),
      environment: ['repl', 'test'],
    },
    () => import('@adonisjs/core/providers/vinejs_provider'),
    () => import('@adonisjs/core/providers/edge_provider'),
    () => import('@adonisjs/shield/shield_provider'),
    () => import('@adonisjs/static/static_provider'),
    () => import('@adonisjs/lucid/database_provider'),
    () => import('@adonisjs/redis/redis_provider'),
    () => import('@adonisjs/session/session_provider'),
    () => import('@adonisjs/auth/auth_provider'),
    () => import('@adonisjs/mail/mail_provider'),
    () => import('#providers/jobs_provider'),
    () => import('#providers/outbox_provider'),
    () => import('@adonisjs/drive/drive_provider'),
    () => import('@adonisjs/limiter/limiter_provider'),
    () => import('#providers/assets_provider'),
    () => import('#providers/announcements_provider'),
    () => import('#providers/features_provider'),
    () => import('#providers/cache_provider'),
    () => import('#providers/identity_provider'),
    () => import('#providers/plugins_provider'),
    () => import('#providers/settings_provider'),
    () => import('#providers/cdn_provider'),
    () => import('#providers/page_cache_provider'),
    () => import('#providers/mail_templates_provider'),
    () => import('#providers/credentials_provider'),
    () => import('#providers/rate_limits_provider'),
    () => import('#providers/media_provider'),
    () => import('#providers/web_provider'),
    () => import('#providers/seo_provider'),
    () => import('#providers/health_provider'),
  ],

  preloads: [() => import('#start/validation'), () => import('#start/routes'), () => import('#start/kernel')],

  metaFiles: [
    { pattern: 'resources/views/**/*.edge', reloadServer: false },
    { pattern: 'resources/site/**', reloadServer: false },
    { pattern: 'resources/mails/**', reloadServer: false },
    { pattern: 'plugins/*/views/**/*.{edge,liquid}', reloadServer: false },
    { pattern: 'plugins/*/package.json', reloadServer: true },
    { pattern: 'plugins/*/database/data/**', reloadServer: false },
    { pattern: 'app/platform/package.json', reloadServer: true },
    { pattern: 'public/**', reloadServer: false },
    { pattern: '.npmrc', reloadServer: false },
  ],

  hooks: {
    init: [indexEntities()],
    buildStarting: [() => import('@adonisjs/vite/build_hook')],
  },

  tests: {
    suites: [
      {
        name: 'unit',
        files: ['tests/unit/**/*.spec.{ts,js}', 'plugins/*/tests/unit/**/*.spec.{ts,js}'],
        timeout: 10_000,
      },
      {
        name: 'platform',
        files: [
          'tests/platform/**/*.spec.{ts,js}',
          'tests/conformance/**/*.spec.{ts,js}',
          'tests/architecture/**/*.spec.{ts,js}',
        ],
        timeout: 60_000,
      },
      {
        name: 'chaos',
        files: ['tests/chaos/**/*.spec.{ts,js}'],
        timeout: 120_000,
      },
      {
        name: 'functional',
        files: ['tests/functional/**/*.spec.{ts,js}', 'plugins/*/tests/functional/**/*.spec.{ts,js}'],
        timeout: 30_000,
      },
      {
        name: 'browser',
        files: [
          'tests/browser/**/*.spec.{ts,js}',
          'tests/journeys/**/*.spec.{ts,js}',
          'plugins/*/tests/browser/**/*.spec.{ts,js}',
        ],
        timeout: 60_000,
      },
    ],
    forceExit: false,
  },
})
