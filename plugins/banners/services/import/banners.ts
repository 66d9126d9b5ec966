import app from '@adonisjs/core/services/app'
import vine from '@vinejs/vine'
import { BadRow, djangoModel, ownAddress } from '@pydotorg/platform/django_import'
import { SiteAddresses } from '@pydotorg/platform/http'
import { OperatorMistake } from '@pydotorg/platform/identity/operators'

/** Behaviour kept from python.org: those of the PSF on its pages alone, the others on three sections (`banners.get_banner`). */
const PSF = ['/psf']
const OTHERS = ['/', '/downloads', '/psf']

/**
 * Banners of python.org have no days and no type. What stands in their button is the title here; the link says
 * "Learn more".
 */
export default djangoModel({
  model: 'banners.banner',
  table: 'banners_banners',
  fields: vine.create({
    title: vine.string().minLength(1).maxLength(500),
    message: vine.string().minLength(1).maxLength(2048),
    link: vine.string().maxLength(1024),
    active: vine.boolean({ strict: true }),
    psf_pages_only: vine.boolean({ strict: true }),
  }),
  columns: async ({ id, fields }) => ({
    name: `Banner ${id} of python.org`,
    title: fields.title,
    message: fields.message,
    link: await linkOf(fields.link),
    paths: fields.psf_pages_only ? PSF : OTHERS,
    is_active: fields.active,
  }),
})

async function linkOf(link: string): Promise<string> {
  const addresses = await app.container.make(SiteAddresses)
  try {
    return await addresses.linkTarget(ownAddress(link))
  } catch (error) {
    if (error instanceof OperatorMistake) throw new BadRow(error.message)
    throw error
  }
}
