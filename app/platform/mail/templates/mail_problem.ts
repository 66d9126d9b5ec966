/** What is wrong with a part of a mail, for who wrote it. */
export interface MailProblem {
  part: 'subject' | 'html' | 'text'
  /** A sentence that says what to do instead. */
  message: string
  /** Of the part's source, from 1, where it can be told. */
  line?: number
}

/** A template cannot be rendered, or its data do not fit it. */
export class MailTemplateError extends Error {
  readonly problem: MailProblem | null

  /**
   * @param message - the sentence
   * @param problem - where it is, when a part of the template is to blame
   */
  constructor(message: string, problem: MailProblem | null = null) {
    super(message)
    this.problem = problem
  }
}

/**
 * @param problem - what is wrong
 * @returns it in one line: `html, line 3: …`
 */
export function problemLine({ part, message, line }: MailProblem): string {
  return `${part}${line === undefined ? '' : `, line ${line}`}: ${message}`
}
