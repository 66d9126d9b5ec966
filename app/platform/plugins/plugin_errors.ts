/** The set of plugins cannot work as it is; the site does not start until somebody decides. */
export class PluginOrderError extends Error {
  override name = 'PluginOrderError'
}

/** One plugin cannot be used; it is left out and the site starts without it. */
export class PluginLoadError extends Error {
  override name = 'PluginLoadError'
}
