/*
| Runs before the first paint, hence a small classic script of its own in the head: a visitor who chose a theme must
| not see the other one flash by, and tabs must not shrink when they come to life. Everything else is in app.js, which is deferred.
*/
;(() => {
  // Parts that need a script keep their place from the start, so that nothing moves when it comes.
  document.documentElement.dataset.scripts = ''
  try {
    const chosen = localStorage.getItem('theme')
    if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = `pydotorg-${chosen}`
  } catch {
    // Storage is forbidden: the system's own choice stands.
  }
})()

/* What was dismissed in this browser (dismiss_controller.js) takes no room on the next page, not even for a moment. */
;(() => {
  try {
    const keys = JSON.parse(localStorage.getItem('dismissed') ?? '[]').filter((key) => /^[\w-]+$/.test(key))
    const sheet = new CSSStyleSheet()
    for (const key of keys) sheet.insertRule(`[data-dismiss-key-value="${key}"] { display: none }`)
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  } catch {
    // Nothing is kept, or the browser is too old: the controller takes it away a little later.
  }
})()
