import sharp from 'sharp'

// libvips works in threads that hashing of passwords and reading of files need too, and the site has to answer meanwhile.
sharp.concurrency(1)
// Each picture is worked on once, so that what libvips remembers would only cost memory.
sharp.cache(false)

/** sharp with the settings of a web process. */
export { sharp }
