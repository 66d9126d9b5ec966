import adonis from '@adonisjs/prettier-config'

/** The framework's own format, with room for a sentence in a line. */
export default { ...adonis, printWidth: 120 }
