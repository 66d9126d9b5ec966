import { BaseSchema } from '@adonisjs/lucid/schema'

/*
| Pieces of JSON text as version 2 of python.org's API shows them, for generated columns that keep whole rows of it
| (docs/adr/0007). Such a column takes only functions that always answer the same. PostgreSQL calls the ones inside
| "stable", because for other types or formats they depend on settings; for these they do not.
|
| None calls another or a table, so that they work whatever the search path is, also while a dump is restored.
*/
export default class extends BaseSchema {
  override async up(): Promise<void> {
    this.schema.raw(TEXT)
    this.schema.raw(MOMENT)
    this.schema.raw(ADDRESS)
  }

  override async down(): Promise<void> {
    this.schema.raw(
      'drop function wire_json_text(text), wire_json_moment(timestamptz), wire_json_address(text, integer)'
    )
  }
}

/* A JSON string. U+2028 and U+2029, lines to JavaScript, are escaped. */
const TEXT = `
create or replace function wire_json_text(value text) returns text
language sql immutable strict parallel safe as $$
  select replace(replace(to_json(value)::text, chr(8232), '\\u2028'), chr(8233), '\\u2029')
$$`

/* A JSON string in UTC, with six digits of a fraction or none: "2025-10-07T00:00:00Z". */
const MOMENT = `
create or replace function wire_json_moment(moment timestamptz) returns text
language sql immutable strict parallel safe as $$
  select '"' || replace(to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '.000000', '') || 'Z"'
$$`

/* A JSON string that begins with U+0001, in whose place come scheme, host and the path of the API. */
const ADDRESS = `
create or replace function wire_json_address(path text, id integer) returns text
language sql immutable strict parallel safe as $$
  select '"' || chr(1) || path || '/' || id::text || '/"'
$$`
