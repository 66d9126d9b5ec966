import highlighter from 'highlight.js/lib/core'
import bash from 'highlight.js/lib/languages/bash'
import c from 'highlight.js/lib/languages/c'
import cpp from 'highlight.js/lib/languages/cpp'
import css from 'highlight.js/lib/languages/css'
import diff from 'highlight.js/lib/languages/diff'
import dockerfile from 'highlight.js/lib/languages/dockerfile'
import http from 'highlight.js/lib/languages/http'
import ini from 'highlight.js/lib/languages/ini'
import javascript from 'highlight.js/lib/languages/javascript'
import json from 'highlight.js/lib/languages/json'
import makefile from 'highlight.js/lib/languages/makefile'
import powershell from 'highlight.js/lib/languages/powershell'
import python from 'highlight.js/lib/languages/python'
import pythonRepl from 'highlight.js/lib/languages/python-repl'
import rust from 'highlight.js/lib/languages/rust'
import shell from 'highlight.js/lib/languages/shell'
import sql from 'highlight.js/lib/languages/sql'
import typescript from 'highlight.js/lib/languages/typescript'
import xml from 'highlight.js/lib/languages/xml'
import yaml from 'highlight.js/lib/languages/yaml'

/** What pages about Python quote, each with its own aliases (`py`, `sh`, `console`, `toml`, `html` …). */
const LANGUAGES = {
  bash,
  c,
  cpp,
  css,
  diff,
  dockerfile,
  http,
  ini,
  javascript,
  json,
  makefile,
  powershell,
  python,
  'python-repl': pythonRepl,
  rust,
  shell,
  sql,
  typescript,
  xml,
  yaml,
}

for (const [name, grammar] of Object.entries(LANGUAGES)) highlighter.registerLanguage(name, grammar)
// Names that Sphinx and Pygments use.
highlighter.registerAliases(['python3', 'py3', 'default'], { languageName: 'python' })
highlighter.registerAliases(['pycon3', 'doctest'], { languageName: 'python-repl' })
highlighter.registerAliases(['shell-session', 'doscon'], { languageName: 'shell' })

/** Colouring takes a millisecond for each ten kilobytes; a longer text is a listing that nobody reads for its colours. */
const LONGEST = 100_000

/**
 * Colours code for the eye by classes of highlight.js, whose colours stand in resources/css/code.css.
 *
 * @param code - the code as it was written
 * @param language - e.g. `python`, `pycon`, `console`; without one, code that starts with `>>> ` is a Python session
 * @returns HTML for the inside of `<code>`: escaped, coloured when the language is known
 * @example
 * highlightCode('def f(): pass', 'python') // '<span class="hljs-keyword">def</span> …'
 */
export function highlightCode(code: string, language?: string | null): string {
  const wanted = language || (/^\s*>>> /.test(code) ? 'pycon' : '')
  if (!highlighter.getLanguage(wanted) || code.length > LONGEST) return escapeHtml(code)
  return highlighter.highlight(code, { language: wanted, ignoreIllegals: true }).value
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
