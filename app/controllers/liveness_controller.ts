import type { HttpContext } from '@adonisjs/core/http'

/** The process answers. It says nothing of the database: a restart would not bring that back. */
export default class LivenessController {
  show({ response }: HttpContext): void {
    response.header('Cache-Control', 'no-store').json({ status: 'ok' })
  }
}
