import type { User } from '../identity/models/user.js'
import type { AdminAction } from './actions.js'
import type { AnyRow } from './admin_row.js'
import type { AdminResource, AdminVerb } from './admin_resource.js'

/**
 * @param resource - a resource
 * @param verb - what is to be done
 * @returns the permission that it needs; null when nobody does it
 */
export function permissionFor({ permissions }: AdminResource, verb: AdminVerb): string | null {
  return typeof permissions === 'string' ? permissions : (permissions[verb] ?? null)
}

/** What somebody wants to do. */
export interface AdminAsked {
  resource: AdminResource
  verb: AdminVerb
  /** To which record; left out when that is not known yet. */
  row?: AnyRow | null
}

/**
 * Who may do what to records: staff, or a superuser, with the resource's permission; of a single record the resource
 * may say no.
 *
 * @param user - a person whose access is loaded
 * @param asked - what they want to do
 * @returns true when they may
 */
export function mayManage(user: User, { resource, verb, row = null }: AdminAsked): boolean {
  const permission = permissionFor(resource, verb)
  if (permission === null || !isAmongStaff(user) || !user.can(permission)) return false
  return row === null || resource.allows === undefined || resource.allows(verb, row, user)
}

/**
 * @param user - a person whose access is loaded
 * @param resource - the resource
 * @param action - one of its actions
 * @returns true when they may do it to records at all
 */
export function mayAct(user: User, resource: AdminResource, action: AdminAction<AnyRow>): boolean {
  const permission = action.permission ?? permissionFor(resource, 'change')
  return permission !== null && mayManage(user, { resource, verb: 'view' }) && user.can(permission)
}

/**
 * @param user - a person whose access is loaded
 * @param resource - the resource
 * @returns true when they may send records in a file: those that they may add, those that they may change, or both
 */
export function mayImport(user: User, resource: AdminResource): boolean {
  if (!resource.import || !resource.form) return false
  return (['add', 'change'] as const).some((verb) => mayManage(user, { resource, verb }))
}

/**
 * @param user - a person
 * @returns true when they may come in at all, provided that there is something for them
 */
export function isAmongStaff({ isActive, isStaff, isSuperuser }: User): boolean {
  return isActive && (isStaff || isSuperuser)
}

/**
 * @param resource - a resource
 * @param verb - what is to be done
 * @returns true when that needs a fresh proof of who is there
 */
export function needsProof({ sudo }: AdminResource, verb: AdminVerb): boolean {
  if (verb === 'view' || sudo === undefined) return false
  return sudo === true || sudo.includes(verb)
}
