import {
  RstToHtmlCompiler,
  type RstDocument,
  type RstGeneratorState,
  type RstNode,
  type RstParserOutput,
} from 'rst-compiler'
// Ends in .ts for the reason told in rst_worker.ts.
import { highlightCode } from './highlight_code.ts'

/** Never in a text: stands for the `&` of what looks like an entity (`&lt;` in a tutorial); rst-compiler refuses it. */
const AMPERSAND = '\uE000'
const ENTITY_START = /&(?=[a-z]+;)/g

/** Let files of the server or HTML past the sanitiser into a text: they print nothing, as on python.org. */
const DISABLED_DIRECTIVES = ['raw', 'include', 'literalinclude']

const quiet = { disableWarnings: true, disableErrors: true }

/** Directives whose content is code; the last is Sphinx's older name, which rst-compiler does not know. */
const CODE_DIRECTIVES = ['code', 'code-block', 'sourcecode']

/** Not parsed as text: code, also below the directive that rst-compiler does not know. */
const verbatim = { directivesWithRawText: ['sourcecode'], directivesWithInitContent: ['sourcecode'] }

/**
 * Compiles reStructuredText to HTML that is not sanitised yet.
 *
 * @param source - the text
 * @returns HTML; what the compiler does not know is shown as it was written
 */
export function compileRst(source: string): string {
  const text = source.replace(/\r\n?/g, '\n').replaceAll('\t', '        ').replace(ENTITY_START, AMPERSAND)
  return compileOrQuote(text).replaceAll(AMPERSAND, '&amp;')
}

function compileOrQuote(text: string): string {
  try {
    const compiler = new RstToHtmlCompiler()
    const parsed = compiler.parse(text, { ...quiet, ...verbatim, inputIndentSize: indentOf(text) })
    new Dialect(compiler, parsed, text.split('\n')).apply()
    return compiler.compile(parsed, quiet, quiet).body
  } catch {
    // rst-compiler gives up on e.g. a broken table, docutils goes on; the author must find all of the text again.
    return `<pre>${escapeHtml(text)}</pre>`
  }
}

/**
 * Spaces that this text indents definitions and quotations by. reStructuredText allows any number, rst-compiler wants
 * to know it; lists and directives have an indentation of their own, so the lines after them say nothing.
 */
function indentOf(text: string): number {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const indents = lines.flatMap((line, index) => {
    const before = lines[index - 1] ?? ''
    const step = leadingSpaces(line) - leadingSpaces(before)
    return step > 0 && !/^\s*(?:[-*+•]|\.\.|\(?\w{1,4}[.)]|:[^:]+:|\|)\s/.test(before) ? [step] : []
  })
  return indents.length > 0 ? Math.min(...indents) : 4
}

function leadingSpaces(line: string): number {
  return line.length - line.trimStart().length
}

function codeBlock(code: string, language: string): string {
  const name = /^[\w+-]+$/.test(language) ? ` class="language-${language}"` : ''
  return `<pre class="code"><code${name}>${highlightCode(code, language)}</code></pre>\n`
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** What the site does differently from rst-compiler, for one text. */
class Dialect {
  readonly #compiler: RstToHtmlCompiler
  readonly #root: RstDocument
  readonly #lines: readonly string[]

  constructor(compiler: RstToHtmlCompiler, { root }: RstParserOutput, lines: readonly string[]) {
    this.#compiler = compiler
    this.#root = root
    this.#lines = lines
  }

  apply(): void {
    this.#omitComments()
    this.#omitDisabled()
    this.#writeLiterals()
    this.#colourCode()
    this.#writeSubstitutions()
    this.#quoteUnknown()
  }

  #omitComments(): void {
    for (const nodeType of ['Comment', 'HyperlinkTarget', 'SubstitutionDef'] as const) {
      this.#compiler.useNodeGenerator({ nodeType, generate: () => {} })
    }
  }

  #omitDisabled(): void {
    this.#compiler.useDirectiveGenerator({ directives: [...DISABLED_DIRECTIVES, 'role', 'meta'], generate: () => {} })
    this.#compiler.useInterpretedTextGenerator({ roles: ['raw', ...this.#rolesOfRaw()], generate: () => {} })
  }

  /** `.. role:: name(raw)` makes one more way to write raw HTML. */
  #rolesOfRaw(): string[] {
    return this.#root
      .findAllChildren('Directive')
      .filter((node) => node.directive === 'role')
      .flatMap((node) => /role::\s*([\w-]+)\(raw\)/.exec(this.#sourceOf(node))?.[1] ?? [])
  }

  /** Formulas too: what KaTeX makes of them is styled inline, which the site's policy does not let through. */
  #writeLiterals(): void {
    const code = (state: RstGeneratorState, node: RstNode) =>
      state.writeText(`<code>${escapeHtml(node.textContent)}</code>`)
    this.#compiler.useNodeGenerator({ nodeType: 'InlineLiteral', generate: code })
    this.#compiler.useInterpretedTextGenerator({ roles: ['literal', 'code', 'math'], generate: code })
    this.#compiler.useDirectiveGenerator({
      directives: ['math'],
      generate: (state, node) => state.writeText(`<pre>${escapeHtml(node.rawBodyText)}</pre>\n`),
    })
  }

  #colourCode(): void {
    this.#compiler.useDirectiveGenerator({
      directives: CODE_DIRECTIVES,
      generate: (state, node) => state.writeText(codeBlock(node.rawBodyText, node.initContentText)),
    })
    for (const nodeType of ['LiteralBlock', 'DoctestBlock'] as const) {
      this.#compiler.useNodeGenerator({
        nodeType,
        generate: (state: RstGeneratorState, node: RstNode) => state.writeText(codeBlock(node.textContent, '')),
      })
    }
  }

  #writeSubstitutions(): void {
    const known = new Map(
      this.#root.findAllChildren('SubstitutionDef').map((definition) => [definition.needle.toLowerCase(), definition])
    )
    const original = this.#compiler.nodeGenerators.get('SubstitutionRef')
    this.#compiler.useNodeGenerator({
      nodeType: 'SubstitutionRef',
      generate: (state, node) => {
        const definition = known.get(node.textContent.toLowerCase())
        if (!definition) return state.writeText(escapeHtml(`|${node.textContent}|`))
        if (DISABLED_DIRECTIVES.includes(definition.directive)) return
        if (original?.nodeType === 'SubstitutionRef') original.generate(state, node)
      },
    })
  }

  #quoteUnknown(): void {
    for (const { directive } of this.#root.findAllChildren('Directive')) {
      if (this.#compiler.directiveGenerators.has(directive.toLowerCase())) continue
      this.#compiler.useDirectiveGenerator({
        directives: [directive],
        generate: (state, node) => state.writeText(`<pre>${escapeHtml(this.#sourceOf(node))}</pre>\n`),
      })
    }
    for (const { role } of this.#root.findAllChildren('InterpretedText')) {
      if (this.#compiler.interpretedTextGenerators.has(role.toLowerCase())) continue
      this.#compiler.useInterpretedTextGenerator({
        roles: [role],
        generate: (state, node) => state.writeText(escapeHtml(node.textContent)),
      })
    }
  }

  #sourceOf({ source }: RstNode): string {
    return this.#lines.slice(source.startLineIdx, source.endLineIdx).join('\n').trimEnd()
  }
}
