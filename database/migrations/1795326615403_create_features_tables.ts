import { BaseSchema } from '@adonisjs/lucid/schema'

/*
| `features` holds what operators decided, `feature_changes` every decision ever made. Triggers, not the application,
| write the history and announce the change: a row edited in psql at 3 a.m. is recorded and noticed like any other.
*/
export default class extends BaseSchema {
  override async up(): Promise<void> {
    this.schema.createTable('features', (table) => {
      table.text('key').primary()
      table.text('state').notNullable()
      table.jsonb('rules').notNullable().defaultTo('{}')
      table.timestamp('updated_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.check("state in ('on', 'off', 'maintenance')", {}, 'features_state_check')
      table.check("jsonb_typeof(rules) = 'object'", {}, 'features_rules_check')
      // Keys travel in notifications, which PostgreSQL bounds to 8000 bytes.
      table.check('length(key) between 1 and 200', {}, 'features_key_check')
    })

    this.schema.createTable('feature_changes', (table) => {
      table.specificType('id', 'integer generated always as identity').primary()
      table.text('key').notNullable()
      table.text('who').notNullable()
      table.timestamp('changed_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.jsonb('from').comment('null: nobody had decided before')
      table.jsonb('to').comment('null: the decision was taken back')
      table.text('reason')
      table.index(['key', 'id'])
    })

    this.schema.raw(TOUCH)
    this.schema.raw(RECORD)
    this.schema.raw(ANNOUNCE_ALL)
    this.schema.raw(REFUSE)
  }

  override async down(): Promise<void> {
    this.schema.dropTable('feature_changes')
    this.schema.dropTable('features')
    this.schema.raw(
      'drop function features_touch(), features_record(), features_announce_all(), feature_changes_refuse()'
    )
  }
}

const TOUCH = `
create or replace function features_touch() returns trigger language plpgsql as $$
begin
  new.updated_at := now();
  return new;
end $$;
create trigger features_touch before update on features for each row execute function features_touch()`

/* The application says who and why for its transaction; a change by hand is put down to the database's user. */
const RECORD = `
create or replace function features_record() returns trigger language plpgsql as $$
declare
  was jsonb;
  becomes jsonb;
begin
  if tg_op <> 'INSERT' then was := jsonb_build_object('state', old.state, 'rules', old.rules); end if;
  if tg_op <> 'DELETE' then becomes := jsonb_build_object('state', new.state, 'rules', new.rules); end if;
  if tg_op = 'UPDATE' and old.key <> new.key then
    raise exception 'The key of a feature does not change; delete the row and insert another.';
  end if;
  if was is not distinct from becomes then return null; end if;
  insert into feature_changes (key, who, "from", "to", reason) values (
    coalesce(new.key, old.key),
    coalesce(nullif(current_setting('pydotorg.who', true), ''), session_user || ' (database)'),
    was,
    becomes,
    nullif(current_setting('pydotorg.reason', true), '')
  );
  perform pg_notify('pydotorg_features', coalesce(new.key, old.key));
  return null;
end $$;
create trigger features_record after insert or update or delete on features
  for each row execute function features_record()`

const ANNOUNCE_ALL = `
create or replace function features_announce_all() returns trigger language plpgsql as $$
begin
  perform pg_notify('pydotorg_features', '');
  return null;
end $$;
create trigger features_announce_all after truncate on features
  for each statement execute function features_announce_all()`

/* TRUNCATE stays possible for the owner of the table: test databases are emptied by it. */
const REFUSE = `
create or replace function feature_changes_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'The history of features is append-only: % is refused.', tg_op;
end $$;
create trigger feature_changes_refuse before update or delete on feature_changes
  for each row execute function feature_changes_refuse()`
