import { BaseSchema } from '@adonisjs/lucid/schema'

/* Few of many accounts are looked for by standing: without these, the database looks at a million to find twenty. */
const STANDINGS = `
  create index admin_users_staff on users (date_joined, id) where is_staff;
  create index admin_users_superusers on users (date_joined, id) where is_superuser;
  create index admin_users_inactive on users (date_joined, id) where not is_active`

/*
| Parts of names and addresses are found by trigrams. Their extension comes with PostgreSQL and may be made by whoever
| owns the database; where somebody keeps it away, searches are slow with a million accounts, and nothing else is.
*/
const NAMES = `
do $$
declare
  home text;
begin
  begin
    create extension if not exists pg_trgm with schema public;
  exception when insufficient_privilege or undefined_file or feature_not_supported or invalid_schema_name then
    raise warning 'Accounts are searched without an index: %', sqlerrm;
  end;
  select nspname into home
    from pg_extension join pg_namespace on pg_namespace.oid = extnamespace where extname = 'pg_trgm';
  if home is not null then
    execute format('create index admin_users_names on users using gin (username %1$I.gin_trgm_ops, email %1$I.gin_trgm_ops)', home);
  end if;
end $$`

/* What screens of staff find accounts by, at any number of them. */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(STANDINGS)
    this.schema.raw(NAMES)
  }

  override async down() {
    // The extension stays: others may use it.
    this.schema.raw('drop index admin_users_staff, admin_users_superusers, admin_users_inactive')
    this.schema.raw('drop index if exists admin_users_names')
  }
}
