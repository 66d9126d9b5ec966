/** A line as it stands on the screen. */
export interface SessionLine {
  /** `>>> ` or `... ` before typed text; empty before an answer, and before the lines of a program. */
  prompt: string
  text: string
  isAnswer: boolean
}

const TYPED = /^(>>>|\.\.\.)(?: |$)(.*)$/

/** @returns true for a session at the prompt, false for a program */
export function isSession(code: string): boolean {
  return code.split('\n').some((line) => line.startsWith('>>> '))
}

/**
 * @param sample - a session with its answers, or a program with what it prints
 * @returns its lines
 * @example
 * sessionLines({ code: '>>> 1 + 1\n2', output: '' })
 * // [{ prompt: '>>> ', text: '1 + 1', isAnswer: false }, { prompt: '', text: '2', isAnswer: true }]
 */
export function sessionLines({ code, output }: { code: string; output: string }): SessionLine[] {
  const lines = code.trimEnd().split('\n')
  const shown = isSession(code)
    ? lines.map(lineOfSession)
    : lines.map((text) => ({ prompt: '', text, isAnswer: false }))
  const printed = output.trimEnd()
  if (!printed) return shown
  return [...shown, ...printed.split('\n').map((text) => ({ prompt: '', text, isAnswer: true }))]
}

/** @returns what stands above the lines */
export function captionOf(code: string): string {
  return isSession(code) ? 'At Python’s prompt' : 'A Python program'
}

/**
 * @param code - a session or a program
 * @returns what somebody wants to paste: typed lines, without prompts and answers
 */
export function sourceOf(code: string): string {
  const typed = sessionLines({ code, output: '' }).filter(({ isAnswer }) => !isAnswer)
  return typed.map(({ text }) => text).join('\n')
}

function lineOfSession(line: string): SessionLine {
  const [, prompt, text = ''] = TYPED.exec(line) ?? []
  return prompt ? { prompt: `${prompt} `, text, isAnswer: false } : { prompt: '', text: line, isAnswer: true }
}
