/**
 * Turns one markup language into HTML. What it returns is not trusted: the caller sanitises it.
 *
 * A renderer accepts every string. Source that is not well formed gives the HTML that comes closest, because people
 * who save a text must find all of it again.
 */
export type MarkupRenderer = (source: string) => string | Promise<string>
