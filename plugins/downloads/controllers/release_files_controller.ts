import type { HttpContext } from '@adonisjs/core/http'
import ReleasePolicy from '#policies/release_policy'
import { rowOfFile, rowsOfBody } from '#services/pasted_files/file_rows'
import { filesForStaff, releaseOf, showFiles, showRows } from '#services/pasted_files/files_page'
import { saveRows } from '#services/pasted_files/save_rows'

/** All files of a release, for staff. */
export default class ReleaseFilesController {
  async index(ctx: HttpContext): Promise<string> {
    return showFiles(ctx, await releaseOf(ctx))
  }

  async edit(ctx: HttpContext): Promise<string> {
    const release = await releaseOf(ctx)
    return showRows(ctx, release, { rows: (await filesForStaff(release)).map(rowOfFile) })
  }

  async update(ctx: HttpContext): Promise<string | void> {
    const release = await releaseOf(ctx)
    await ctx.bouncer.with(ReleasePolicy).authorize('manage')
    const rows = rowsOfBody(ctx.request.body())
    const saved = await saveRows(ctx, release, rows)
    if (!saved) {
      ctx.response.status(422)
      return showRows(ctx, release, { rows, isRefused: true })
    }
    ctx.session.flash('notice', saved === 1 ? '1 file is saved.' : `${saved} files are saved.`)
    ctx.response.redirect().status(303).toPath(`/admin/downloads/releases/${release.id}/files/`)
  }
}
