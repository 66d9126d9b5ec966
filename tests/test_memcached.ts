/** Address of the Memcached of this test run; null where the machine has none, which the launcher says loudly. */
export const testMemcached: string | null = process.env.PYDOTORG_TEST_MEMCACHED || null
