import { defineConfig } from '@adonisjs/core/bodyparser'

/** Forms of staff with many rows have as many controls; what is over the limit would be cut off without a word. */
const MOST_CONTROLS = 5_000

export default defineConfig({
  allowedMethods: ['POST', 'PUT', 'PATCH', 'DELETE'],
  form: {
    convertEmptyStringsToNull: true,
    queryString: { parameterLimit: MOST_CONTROLS },
    types: ['application/x-www-form-urlencoded'],
  },
  // python.org's API treats an empty string as a value, so JSON bodies are left as they were sent.
  json: { convertEmptyStringsToNull: false, types: ['application/json', 'application/problem+json'] },
  multipart: {
    autoProcess: true,
    convertEmptyStringsToNull: true,
    limit: '20mb',
    // The longest page has two million characters, and some take four bytes.
    fieldsLimit: '9mb',
    maxFields: MOST_CONTROLS,
    types: ['multipart/form-data'],
  },
})
