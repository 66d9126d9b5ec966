import { readFile } from 'node:fs/promises'
import { errors, type HttpContext } from '@adonisjs/core/http'
import { siteFiles } from '#config/site'

/** Who made the site, by https://humanstxt.org/. */
export default class HumansController {
  async show({ request, response }: HttpContext): Promise<string> {
    try {
      const text = await readFile(siteFiles.humans, 'utf8')
      response.type('text/plain').header('Cache-Control', 'public, max-age=3600')
      return text
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      throw new errors.E_ROUTE_NOT_FOUND([request.method(), request.url()])
    }
  }
}
