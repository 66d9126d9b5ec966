import { defineConfig } from '@adonisjs/core/bodyparser'

export default defineConfig({
  allowedMethods: ['POST', 'PUT', 'PATCH', 'DELETE'],
  form: { convertEmptyStringsToNull: true, types: ['application/x-www-form-urlencoded'] },
  // python.org's API treats an empty string as a value, so JSON bodies are left as they were sent.
  json: { convertEmptyStringsToNull: false, types: ['application/json', 'application/problem+json'] },
  multipart: { autoProcess: true, convertEmptyStringsToNull: true, limit: '20mb', types: ['multipart/form-data'] },
})
