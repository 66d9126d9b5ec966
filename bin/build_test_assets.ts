import { buildAssetsWhenStale } from '#tests/built_assets'

await buildAssetsWhenStale(new URL('../', import.meta.url))
