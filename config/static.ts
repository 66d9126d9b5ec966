import { defineConfig } from '@adonisjs/static'

export default defineConfig({
  enabled: true,
  etag: true,
  lastModified: true,
  dotFiles: 'ignore',
  // A folder is no page: the answer to it is the site's own 404. serve-static knows this option, the type does not.
  ...({ redirect: false } as object),
  // Vite puts a hash of the content into every name under /assets/, so such a file never changes.
  headers: (path) =>
    /[\\/]public[\\/]assets[\\/]/.test(path)
      ? { 'Cache-Control': 'public, max-age=31536000, immutable' }
      : { 'Cache-Control': 'public, max-age=604800' },
})
