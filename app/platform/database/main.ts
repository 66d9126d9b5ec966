export { configurePostgresTypes } from './postgres_types.js'
export { contentManageableColumns, markupColumns, platformColumns, sluggableColumns } from './schema_columns.js'
