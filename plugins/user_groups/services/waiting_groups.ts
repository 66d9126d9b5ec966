import UserGroup from '#models/user_group'

/** @returns how many groups wait for a moderator */
export async function waitingGroups(): Promise<number> {
  const [row] = await UserGroup.query().where('approved', false).count('* as total')
  return Number(row?.$extras.total ?? 0)
}
