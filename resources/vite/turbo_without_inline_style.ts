import type { Plugin } from 'vite'

const CALL = /^\s*this\.installStylesheetElement\(\);?$/m

/**
 * Turbo puts a `<style>` for its progress bar into the page as soon as it is loaded, which the site's content security
 * policy refuses. The bar is styled in resources/css/progress.css, so the built script leaves that call out.
 */
export function turboWithoutInlineStyle(): Plugin {
  return {
    name: 'turbo-without-inline-style',
    apply: 'build',
    transform(code, id) {
      if (!/@hotwired[\\/]turbo[\\/]dist[\\/]/.test(id)) return null
      if (!CALL.test(code)) throw new Error('Turbo no longer installs its style where resources/vite expects it.')
      return { code: code.replace(CALL, ''), map: null }
    },
  }
}
