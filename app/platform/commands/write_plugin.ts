import { existsSync } from 'node:fs'
import { glob, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'

/** What a new plugin is called. */
export interface NewPlugin {
  name: string
  title: string
}

/** The plugin that new ones are copied from. It is type-checked and linted with everything else, so it cannot rot. */
const TEMPLATE = join(import.meta.dirname, '../plugin_template')

/** The template is called `samples`, and uses the word for nothing else. This is where it is part of an address. */
const IN_ADDRESSES = /(?<=(?<!plugins)\/)samples(?=\\?\/)/g

/** False in a build, where only what the site runs on is left. */
export function hasTemplate(): boolean {
  return existsSync(join(TEMPLATE, 'plugin.ts'))
}

/**
 * Writes a plugin that runs and passes its tests.
 *
 * @param directory - absolute path of the folder to make
 * @param plugin - its name and title
 * @returns paths of the written files, relative to the folder
 * @throws Error when the folder is there already; nothing is left of a plugin that could not be written
 */
export async function writePlugin(directory: string, plugin: NewPlugin): Promise<string[]> {
  await mkdir(directory)
  try {
    return await writeFiles(directory, plugin)
  } catch (error) {
    await rm(directory, { recursive: true })
    throw error
  }
}

/**
 * Makes `@pydotorg/<name>` importable, as `npm install` does for workspaces.
 *
 * @param appRoot - absolute path of the application
 * @param directory - absolute path of the plugin
 * @param name - of the plugin
 */
export async function linkPlugin(appRoot: string, directory: string, name: string): Promise<void> {
  const link = join(appRoot, 'node_modules/@pydotorg', name)
  await mkdir(dirname(link), { recursive: true })
  await rm(link, { force: true })
  // A junction needs no special right on Windows, but an absolute target.
  if (process.platform === 'win32') await symlink(directory, link, 'junction')
  else await symlink(relative(dirname(link), directory), link)
}

async function writeFiles(directory: string, plugin: NewPlugin): Promise<string[]> {
  const written: string[] = []
  for await (const file of glob('**/*.{edge,json,md,ts}', { cwd: TEMPLATE })) {
    const path = file.replace('samples', plugin.name).replace(/\d{13}/, String(Date.now()))
    const text = await readFile(join(TEMPLATE, file), 'utf8')
    await mkdir(dirname(join(directory, path)), { recursive: true })
    await writeFile(join(directory, path), renamed(text, plugin))
    written.push(path)
  }
  return written.sort()
}

function renamed(text: string, { name, title }: NewPlugin): string {
  return text
    .replace(IN_ADDRESSES, name.replaceAll('_', '-'))
    .replace(/samples/g, name)
    .replace(/Samples/g, title)
}
