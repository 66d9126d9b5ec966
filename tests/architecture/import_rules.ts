import type { IForbiddenRuleType } from 'dependency-cruiser'

/*
| Who may import whom (docs/plugins.md). `exports` and `imports` of the packages refuse most of it already, in the
| editor and at run time; these rules say what they cannot. import_rules.spec.ts proves that each of them bites.
*/

/** The host knows no plugin by name. app/platform lies among its folders and is a package of its own. */
const HOST = '^(app/(?!platform/)|bin/|config/|database/|providers/|start/)'
const PLATFORM = '^app/platform/'
const BY_RELATIVE_PATH = { dependencyTypes: ['local'], dependencyTypesNot: ['aliased'] } as const

const RULES = [
  {
    name: 'host-names-no-plugin',
    comment: 'The host never imports a plugin: plugins come and go, and hand over what they have as contributions.',
    from: { path: `${HOST}|${PLATFORM}` },
    to: { path: '^plugins/' },
  },
  {
    name: 'plugin-to-plugin-by-contract',
    comment: 'Another plugin is reached only through its contracts/, because that plugin may be off.',
    from: { path: '^plugins/([^/]+)/' },
    to: { path: '^plugins/', pathNot: '^plugins/($1/|[^/]+/contracts/)' },
  },
  {
    name: 'contracts-are-pure',
    comment: 'A contract is imported by plugins that must not wake its owner: types, events and other contracts only.',
    from: { path: '^plugins/[^/]+/contracts/' },
    to: {
      path: '^plugins/|^node_modules/@adonisjs/(core/build/services|lucid)/|^app/platform/models/',
      pathNot: '^plugins/[^/]+/contracts/',
    },
  },
  {
    name: 'no-climbing-out-of-a-plugin',
    comment:
      'A plugin reaches host and plugins by package name only (@pydotorg/…), so that it can live in a package elsewhere.',
    from: { path: '^plugins/([^/]+)/' },
    to: { pathNot: '^plugins/$1/', ...BY_RELATIVE_PATH },
  },
  {
    name: 'no-climbing-out-of-the-platform',
    comment: 'The platform is what everything else stands on, so it imports nothing of the application around it.',
    from: { path: PLATFORM },
    to: { pathNot: PLATFORM, ...BY_RELATIVE_PATH },
  },
  {
    name: 'no-climbing-into-the-platform',
    comment: 'What the platform does not export is its own affair: import from @pydotorg/platform/*.',
    from: { path: HOST },
    to: { path: PLATFORM, ...BY_RELATIVE_PATH },
  },
  {
    name: 'no-cycles',
    comment:
      'Modules that import each other cannot be understood or moved alone. Models and factories may: a relation has two ends.',
    from: {},
    to: { circular: true, via: { pathNot: '/(models|factories)/' } },
  },
  {
    name: 'no-development-packages-in-production',
    comment:
      'The built site runs without development dependencies. Scripts for browsers in assets/ are bundled before.',
    from: {
      path: `${HOST}|${PLATFORM}(?!testing/|plugin_template/tests/)|^plugins/[^/]+/(?!tests/|assets/)`,
      pathNot: '^bin/(test|dev|launcher)|^bin/run_tests',
    },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'everything-resolves',
    comment: 'An import that cannot be followed passes every other rule unseen.',
    from: {},
    to: { couldNotResolve: true },
  },
] as const

/** The rules as dependency-cruiser wants them. */
export const importRules = RULES.map((rule) => ({ ...rule, severity: 'error' })) as unknown as IForbiddenRuleType[]
