export { jsonLdScript, type JsonLd } from './json_ld.js'
export { PageHeads, type HeadedPage, type PageHead, type PageMeta } from './page_head.js'
export { SocialImages } from './social_images.js'
export { SOCIAL_SIZE } from './social_size.js'
