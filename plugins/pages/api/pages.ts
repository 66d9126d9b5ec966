import { booleanField, ownAddressField, textField, type WireResource } from '@pydotorg/platform/wire_api'
import { VISIBLE } from '#services/visibility'

/** `/api/v1/pages/page/` and `/api/v2/pages/page/`; the second is for reading only, as on python.org. */
const pages: WireResource = {
  path: 'pages/page',
  model: 'Page',
  summary: 'Pages that are written by hand.',
  from: 'pages_pages',
  id: 'pages_pages.id',
  order: ['pages_pages.title collate "C"', 'pages_pages.path collate "C"'],
  visible: VISIBLE,
  fields: {
    title: textField('pages_pages.title', 'The heading of the page.'),
    path: textField('pages_pages.path', 'Where it is, without slashes at the ends.', { unique: true }),
    keywords: textField('pages_pages.keywords', 'For search engines, separated by commas.', { fallback: '' }),
    description: textField('pages_pages.description', 'One sentence for search engines.', { fallback: '' }),
    // Written in reStructuredText, read as the HTML that became of it.
    content: textField('pages_pages.content_rendered', 'The text: HTML when it is read.', { fallback: '' }),
    // What is planned or over is told as what it is now: python.org's clients know no other moments.
    is_published: booleanField(`(${VISIBLE})`, 'False for a draft.', { label: 'is published', fallback: true }),
    template_name: textField('pages_pages.template_name', 'How it is laid out; empty for the usual way.', {
      fallback: '',
    }),
    resource_uri: ownAddressField(),
  },
  v1: {
    listMethods: ['GET', 'POST'],
    detailMethods: ['GET', 'DELETE'],
    filters: {
      title: ['exact'],
      keywords: ['exact', 'icontains'],
      path: ['exact'],
      is_published: ['exact'],
    },
  },
  v2: {
    listMethods: ['GET', 'HEAD', 'OPTIONS'],
    detailMethods: ['GET', 'HEAD', 'OPTIONS'],
    filters: ['title', 'path', 'keywords', 'keywords__icontains', 'is_published'],
    unknownParameters: 'refused',
  },
  write: {
    noun: 'Page',
    fields: {
      title: { longest: 500 },
      path: { longest: 500 },
      keywords: { longest: 1000 },
      description: {},
      content: {},
      is_published: {},
      template_name: { longest: 100 },
    },
    rows: () => import('./rows/page_rows.js'),
  },
}

export default pages
