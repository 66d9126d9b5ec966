import { rewriteBox } from '#services/supernav_box'

/** A story has changed that everybody sees or saw: when it was the last one, the box must not show it any more. */
export default async function handle(): Promise<void> {
  await rewriteBox({ whenNone: 'empty' })
}
