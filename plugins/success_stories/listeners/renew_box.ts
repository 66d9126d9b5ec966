import { rewriteBox } from '#services/supernav_box'

/** A company in a story has another name, or boxes of elsewhere were taken in. */
export default async function handle(): Promise<void> {
  await rewriteBox({ whenNone: 'leave' })
}
