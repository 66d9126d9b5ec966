import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

/**
 * A Chrome or Chromium for the browser tests: the one CHROMIUM_PATH names, else
 * the machine's, else one that Playwright has downloaded.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<string | null>} path of the program; null when there is none
 * @example
 * const chromium = await findChromium()
 */
export async function findChromium(env = process.env) {
  const named = env['CHROMIUM_PATH']
  if (named) return existsSync(named) ? named : null
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean)
  const installed = folders
    .flatMap((folder) => PROGRAMS.map((name) => join(folder, name)))
    .find((path) => existsSync(path))
  return installed ?? findPlaywrightChromium()
}

/** @returns {Promise<string | null>} */
async function findPlaywrightChromium() {
  try {
    const { chromium } = await import('playwright')
    const path = chromium.executablePath()
    return existsSync(path) ? path : null
  } catch {
    return null
  }
}
