export { announceChanges } from './announce_changes.js'
export { connectionSettings } from './connection_settings.js'
export { configurePostgresTypes } from './postgres_types.js'
export { contentManageableColumns, markupColumns, platformColumns, sluggableColumns } from './schema_columns.js'
