import vine from '@vinejs/vine'

/** What staff paste of the files of a release; what it means is found out by `readPasted`. */
export const pastedFilesValidator = vine.create({
  lines: vine.string().nullable().optional(),
  folder: vine.string().trim().nullable().optional(),
  sidecars: vine.array(vine.string().maxLength(100)).maxLength(20).optional(),
})
