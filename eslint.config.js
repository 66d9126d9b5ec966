import { configApp } from '@adonisjs/eslint-config'

/** What AdonisJS, a manifest or a tool loads by its default export; everything else is exported by name. */
const LOADED_BY_DEFAULT_EXPORT = [
  '*.js',
  'adonisrc.ts',
  'vite.config.ts',
  'app/controllers/**',
  'app/exceptions/**',
  'app/middleware/**',
  'app/platform/commands/**',
  'app/platform/jobs/own/**',
  'app/platform/mail/send_mail.ts',
  'app/platform/plugin_template/**',
  'config/**',
  'database/**',
  'plugins/**',
  'providers/**',
  'start/env.ts',
  'tests/chaos/plugin/**',
]

const NO_BOOLEAN_PARAMETER = {
  selector:
    ':matches(FunctionDeclaration, FunctionExpression, ArrowFunctionExpression) > Identifier.params[typeAnnotation.typeAnnotation.type="TSBooleanKeyword"]',
  message: 'A boolean parameter hides its meaning at the call: make two functions, or take a named option.',
}

const NO_DEFAULT_EXPORT = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name; a default export is for what AdonisJS or a plugin manifest loads.',
}

export default configApp(
  {
    ignores: [
      '.adonisjs/**',
      'tmp/**',
      'public/**',
      'resources/js/vendor/**',
      'tests/architecture/fixtures/**',
      '**/*.d.ts',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    name: 'House style',
    files: ['**/*.ts', '**/*.js'],
    rules: {
      // `prettier --check .` says it once for all kinds of files.
      'prettier/prettier': 'off',
      'max-params': ['error', 3],
      'max-depth': ['error', 3],
      'no-console': 'error',
      'no-else-return': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'], location: 'start' }],
      'no-restricted-syntax': ['error', NO_BOOLEAN_PARAMETER, NO_DEFAULT_EXPORT],
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      // Reads `(await import('./x.js')).default` as it is meant.
      '@unicorn/no-await-expression-member': 'off',
    },
  },
  {
    name: 'Loaded by their default export',
    files: LOADED_BY_DEFAULT_EXPORT,
    rules: { 'no-restricted-syntax': ['error', NO_BOOLEAN_PARAMETER] },
  },
  {
    name: 'Programs that talk to a terminal',
    files: ['*.js', 'bin/**', 'tests/bench/**', 'tests/launcher/**', 'tests/production/**'],
    rules: { 'no-console': 'off' },
  }
)
