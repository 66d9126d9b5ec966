/**
 * Who is a member of the Python Software Foundation. Of what members told the Foundation it gives nothing away.
 *
 * @example
 * const directory = await (await app.container.make(Contracts)).optional(MembershipDirectory)
 * const isMember = (await directory?.isMember(user.id)) ?? false
 */
export default abstract class MembershipDirectory {
  /**
   * @param userId - id of an account
   * @returns true for a member of any level
   * @example
   * await directory.isMember(user.id)
   */
  abstract isMember(userId: number): Promise<boolean>

  /**
   * @param userId - id of an account
   * @returns true for a member who said within the last 366 days that they will vote
   * @example
   * if (!(await directory.isVotingMember(user.id))) return refuse()
   */
  abstract isVotingMember(userId: number): Promise<boolean>

  /**
   * @param userId - id of an account
   * @returns true for a member of any level but the basic one
   * @example
   * await directory.hasHigherLevel(user.id)
   */
  abstract hasHigherLevel(userId: number): Promise<boolean>
}
