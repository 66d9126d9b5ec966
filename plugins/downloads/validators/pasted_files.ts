import vine from '@vinejs/vine'

/** What staff paste of the files of a release; what it means is found out by `readPasted`. */
export const pastedFilesValidator = vine.create({
  lines: vine.string().maxLength(200_000).nullable().optional(),
  folder: vine.string().trim().maxLength(200).nullable().optional(),
  sidecars: vine.array(vine.string().maxLength(100)).maxLength(20).optional(),
})
