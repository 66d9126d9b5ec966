export { AdminRefusal, type AdminActed, type AdminAction } from './actions.js'
export { AdminDirectory } from './admin_directory.js'
export type {
  AdminEntry,
  AdminMenuSection,
  AdminPage,
  AdminPanel,
  AdminResourceSource,
  AdminShell,
} from './admin_entry.js'
export { adminPage } from './admin_page.js'
export {
  ADMIN_VERBS,
  defineAdminResource,
  type AdminBeside,
  type AdminBlocker,
  type AdminFieldset,
  type AdminForm,
  type AdminLink,
  type AdminList,
  type AdminPermissions,
  type AdminResource,
  type AdminResourceDeclaration,
  type AdminSave,
  type AdminVerb,
  type AdminWaiting,
} from './admin_resource.js'
export {
  isAmongStaff,
  mayAct,
  mayImport,
  mayManage,
  needsProof,
  permissionFor,
  type AdminAsked,
} from './admin_rights.js'
export type { AdminChoice, AdminTone, AnyRow, AttributeOf, RowQuery } from './admin_row.js'
export { ADMIN_SECTIONS, type AdminSection } from './admin_section.js'
export type { AdminColumn } from './columns.js'
export type { AdminField, AdminInputField, ComputedField, MarkupPreview } from './fields.js'
export type { AdminFilter } from './filters.js'
export type { AdminImport } from './imports.js'
export type { AdminInline, AdminInlineRow } from './inlines.js'
export { likePattern, lookupOf, wordsOf, type AdminLookup, type ModelLookupOptions } from './lookup.js'
export { readMove, tellMoved, type ReorderEntry, type ReorderMove, type ReorderTool } from './reorder.js'
