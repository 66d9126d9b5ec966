import { Policy, type User } from '@pydotorg/platform/identity'
import type Story from '#models/story'

/** Everybody with an account may submit a story; whether it is published is for moderators to say. */
export default class StoryPolicy extends Policy {
  submit(user: User): boolean {
    return user.isActive
  }

  /** Their own, until it is published. */
  revise(user: User, story: Story): boolean {
    return story.submittedById === user.id && !story.isPublished
  }

  /** Read a draft. Behaviour kept from python.org: staff may. */
  preview(user: User): boolean {
    return user.isStaff
  }

  moderate(user: User): boolean {
    return user.isStaff && user.can('success_stories.moderate')
  }
}
