import type { FieldContext, MessagesProviderContact } from '@vinejs/vine/types'

/**
 * One sentence for a field, whatever is wrong with it: for fields where it is always the same that a person has to do.
 *
 * @example
 * const messagesProvider = new FieldMessages({ code: 'Type the six digits that your app shows.' })
 * const { code } = await request.validateUsing(appCode, { messagesProvider })
 */
export class FieldMessages implements MessagesProviderContact {
  readonly #sentences: Readonly<Record<string, string>>

  /** @param sentences - by the names of the fields; an entry of a list counts as its list */
  constructor(sentences: Readonly<Record<string, string>>) {
    this.#sentences = sentences
  }

  getMessage(message: string, _rule: string, { wildCardPath }: FieldContext): string {
    return this.#sentences[wildCardPath.replace(/\.\*$/, '')] ?? message
  }
}
