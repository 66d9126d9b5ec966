import type { HttpContext } from '@adonisjs/core/http'
import ReleasePolicy from '#policies/release_policy'
import { MOST_ROWS } from '#services/pasted_files/file_rows'
import { releaseOf, showFiles, showRows, type PasteForm } from '#services/pasted_files/files_page'
import { readPasted, type PastedText } from '#services/pasted_files/read_pasted'
import { folderOf, rowsOfPaste } from '#services/pasted_files/rows_of_paste'
import { SIDECAR_KINDS } from '#services/pasted_files/sidecars'
import { pastedFilesValidator } from '#validators/pasted_files'

/** Takes what staff paste, and shows what it makes of it. Nothing is saved yet. */
export default class PastedFilesController {
  async store(ctx: HttpContext): Promise<string> {
    const release = await releaseOf(ctx)
    await ctx.bouncer.with(ReleasePolicy).authorize('manage')
    const typed = await ctx.request.validateUsing(pastedFilesValidator)
    const folder = typed.folder ?? folderOf(release)
    const chosen = SIDECAR_KINDS.map(({ property }) => property).filter((one) => typed.sidecars?.includes(one))
    const { files, faults } = readPasted(typed.lines ?? '', folder)
    // Turbo shows the answer to a form only when it leads on or says that something is left to do.
    ctx.response.status(422)
    const paste: PasteForm = { lines: typed.lines ?? '', folder, chosen, faults: [...faults] }
    const refusal = refusalOf(folder, { files, faults })
    if (refusal === null && files.length > 0) {
      return showRows(ctx, release, { rows: await rowsOfPaste(release, files, chosen), faults })
    }
    if (refusal !== null) paste.faults.unshift({ line: 1, text: '', sentence: refusal })
    return showFiles(ctx, release, paste)
  }
}

/** @returns what is wrong with the paste as such; null when nothing is */
function refusalOf(folder: string, { files, faults }: PastedText): string | null {
  if (!/^https?:\/\/\S{1,150}$/.test(folder)) return 'Write the folder as an address that begins with https://.'
  if (files.length > MOST_ROWS) return `There are ${files.length} files. Paste at most ${MOST_ROWS} at a time.`
  return files.length + faults.length > 0 ? null : 'Paste at least one address or the name of a file.'
}
