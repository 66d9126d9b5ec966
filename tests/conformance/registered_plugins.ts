import app from '@adonisjs/core/services/app'
import { pluginsOf, type Plugin } from '@pydotorg/platform/plugins'

const registry = await pluginsOf(app.appRoot)

/** Every plugin of this site, so that each test of this folder runs once for each. */
export const registeredPlugins: Plugin[] = [...registry.all()]

/** Those of them that live in this repository, where the house decides about names and folders. */
export const workspacePlugins: Plugin[] = registeredPlugins.filter(({ directory }) =>
  directory.startsWith(app.makePath('plugins'))
)
