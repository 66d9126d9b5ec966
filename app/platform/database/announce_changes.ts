/**
 * For a table that processes keep in memory: announces every statement that changes it, also one that is typed by hand.
 * The channel has the name of the table. To be dropped, after the table, by `drop function <table>_announce()`.
 *
 * @param table - name of the table
 * @returns statements for a migration
 * @example
 * this.schema.raw(announceChanges('banners_banners'))
 */
export function announceChanges(table: string): string {
  return `
create function ${table}_announce() returns trigger language plpgsql as $$
begin
  perform pg_notify('${table}', '');
  return null;
end $$;
create trigger ${table}_announce after insert or update or delete or truncate on ${table}
  for each statement execute function ${table}_announce()`
}
