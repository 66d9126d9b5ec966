import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { PersonalDataExport } from '@pydotorg/platform/identity'

@inject()
export default class PersonalDataController {
  readonly #personalData: PersonalDataExport

  constructor(personalData: PersonalDataExport) {
    this.#personalData = personalData
  }

  async index({ view }: HttpContext): Promise<string> {
    const parts = this.#personalData.parts()
    return view.render('accounts::pages/data/index', {
      deleted: parts.filter(({ onDeletion }) => onDeletion === 'deleted'),
      kept: parts.filter(({ onDeletion }) => onDeletion === 'kept'),
    })
  }

  /** The person's own copy, as a file. */
  async show({ auth, response }: HttpContext): Promise<void> {
    const user = auth.getUserOrFail()
    const data = await this.#personalData.of(user)
    response.header('Content-Disposition', `attachment; filename="python-org-${data.exportedAt.slice(0, 10)}.json"`)
    response.type('application/json').send(JSON.stringify(data, null, 2))
  }
}
