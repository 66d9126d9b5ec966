import { readFile } from 'node:fs/promises'
import type { HttpContext } from '@adonisjs/core/http'
import { siteFiles } from '#config/site'

/**
 * How to support Python, by https://fundingjson.org/. Behaviour kept from python.org: both of the answers to a file that
 * is not as it should be.
 */
export default class FundingController {
  async show({ logger, response }: HttpContext): Promise<void> {
    const text = await textOf(siteFiles.funding)
    response.type('application/json').header('Cache-Control', 'no-store')
    if (text === null) return response.status(404).send({ error: 'funding.json not found' })
    try {
      const manifest = JSON.parse(text) as Record<string, unknown>
      response.header('Cache-Control', 'public, max-age=3600')
      response.send(manifest)
    } catch (error) {
      logger.error({ err: error, file: siteFiles.funding }, 'the funding manifest cannot be read')
      response.header('Cache-Control', 'no-store').status(500).send({ error: 'Invalid JSON in funding.json' })
    }
  }
}

async function textOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
