import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'

const flag = () => vine.boolean({ strict: true })

/** Fields of a tree of django-sitetree. */
export const treeFields = vine.create({ alias: vine.string().maxLength(80) })

/** Fields of an item that count here. */
export const itemFields = vine.create({
  title: vine
    .string()
    .trim()
    .minLength(1)
    .maxLength(200)
    .regex(/^[^{}]*$/),
  url: vine.string().trim().minLength(1).maxLength(1000),
  urlaspattern: flag(),
  tree: vine.number({ strict: true }).positive().withoutDecimals(),
  parent: vine.number({ strict: true }).positive().withoutDecimals().nullable(),
  sort_order: vine.number({ strict: true }).min(0).max(2_147_483_647).withoutDecimals(),
  alias: vine.string().maxLength(80).nullable().optional(),
  description: vine.string().trim().maxLength(300).optional(),
  hidden: flag(),
  inmenu: flag(),
  access_loggedin: flag(),
  access_guest: flag(),
  access_restricted: flag(),
})

export type ItemFields = Infer<typeof itemFields>

/** An item that was read. */
export interface TreeItem extends ItemFields {
  id: number
}
