import vine from '@vinejs/vine'

/** Menus that there are. */
export const MENU_NAMES = ['main', 'footer', 'account', 'guest'] as const

const title = () => vine.string().trim().minLength(1).maxLength(200)
const summary = () => vine.string().trim().maxLength(300)
const key = () => vine.string().trim().maxLength(200)
const place = { before: key().optional(), after: key().optional(), under: key().optional() }

/** An entry that staff add; whether it leads somewhere is asked by the service. */
export const newEntryValidator = vine.create({
  menu: vine.enum(MENU_NAMES),
  title: title(),
  href: vine.string().trim().maxLength(1000),
  summary: summary().optional(),
  ...place,
})

/** Where an entry is moved. */
export const placeValidator = vine.create({ menu: vine.enum(MENU_NAMES), key: key(), ...place })

/** What an entry is called from now on, and whether it is hidden. */
export const entryChangeValidator = vine.create({
  menu: vine.enum(MENU_NAMES),
  key: key(),
  title: title().optional(),
  summary: summary().optional(),
  isHidden: vine.boolean().optional(),
})

/** What an entry says; where it leads counts for those that staff added. */
export const entryWordsValidator = vine.create({
  title: title(),
  summary: summary().optional(),
  href: vine.string().trim().maxLength(1000).optional(),
})

/** Below which entry it stands from now on; none on the first level. */
export const parentValidator = vine.create({ under: key().optional() })

/** Which entry is hidden, or shown again. */
export const visibilityValidator = vine.create({
  hide: key().optional(),
  show: key().optional().requiredIfMissing('hide'),
})
