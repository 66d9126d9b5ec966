import { dropTags } from '@pydotorg/platform/cache'
import { djangoModel } from '@pydotorg/platform/django_import'
import { MARKUP_TYPES, renderMarkup } from '@pydotorg/platform/markup'
import vine from '@vinejs/vine'
import { COMPANIES_TAG } from '#contracts/companies'

/** python.org's companies know no times, so they get those of their import. */
export default djangoModel({
  model: 'companies.company',
  table: 'companies_companies',
  key: 'slug',
  fields: vine.create({
    name: vine.string().maxLength(200),
    slug: vine.string().minLength(1).maxLength(200),
    about: vine.string().optional(),
    about_markup_type: vine.enum(MARKUP_TYPES).optional(),
    contact: vine.string().maxLength(100).nullable().optional(),
    email: vine.string().maxLength(254).nullable().optional(),
    url: vine.string().maxLength(500).nullable().optional(),
  }),
  images: { logo: 'logo_id' },
  async columns({ fields: { name, slug, about = '', about_markup_type: type = 'restructuredtext', ...rest } }) {
    return {
      name,
      slug,
      about,
      about_markup_type: type,
      about_rendered: await renderMarkup(about, type),
      contact: rest.contact || null,
      email: rest.email || null,
      url: rest.url || null,
    }
  },
  afterwards: () => dropTags([COMPANIES_TAG]),
})
