/*
| Runs before the first paint, hence a small classic script of its own in the head: a visitor who chose a theme must
| not see the other one flash by. Everything else is in app.js, which is deferred.
*/
;(() => {
  try {
    const chosen = localStorage.getItem('theme')
    if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = `pydotorg-${chosen}`
  } catch {
    // Storage is forbidden: the system's own choice stands.
  }
})()
