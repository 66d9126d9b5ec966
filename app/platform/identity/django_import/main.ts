export { accountImporter } from './account_import.js'
