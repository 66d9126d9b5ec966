import { test } from '@japa/runner'
import { registeredPlugins } from './registered_plugins.js'

test.group('Commands of plugins', () => {
  test('{name} gives its commands names that start with its own, and says what they do')
    .with(registeredPlugins)
    .run(async ({ assert }, { name, manifest }) => {
      for (const load of manifest.commands ?? []) {
        const { default: command } = await load()
        assert.match(command.commandName, new RegExp(`^${name}:[a-z][a-z0-9-]*$`))
        assert.isAbove(command.description.length, 10, `${command.commandName} must say what it does`)
      }
    })
})
