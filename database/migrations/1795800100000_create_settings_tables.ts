import { BaseSchema } from '@adonisjs/lucid/schema'

/*
| `settings` holds what operators decided and differs from the defaults, `setting_changes` every decision ever made.
| Triggers, not the application, write the history, its audit entry and the announcement, as they do for features.
*/
export default class extends BaseSchema {
  override async up(): Promise<void> {
    this.schema.createTable('settings', (table) => {
      table.text('key').primary()
      table.text('value').notNullable()
      table.timestamp('updated_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.check('length(key) between 1 and 200', {}, 'settings_key_check')
      table.check('length(value) <= 10000', {}, 'settings_value_check')
    })
    this.schema.createTable('setting_changes', (table) => {
      table.specificType('id', 'integer generated always as identity').primary()
      table.text('key').notNullable()
      table.text('who').notNullable()
      table.timestamp('changed_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.text('from').comment('null: the default was in force')
      table.text('to').comment('null: the default is in force again')
      table.text('reason')
      table.index(['key', 'id'])
    })
    this.schema.raw(TOUCH)
    this.schema.raw(RECORD)
    this.schema.raw(ANNOUNCE_ALL)
    this.schema.raw(AUDIT)
    this.schema.raw(REFUSE)
  }

  override async down(): Promise<void> {
    this.schema.dropTable('setting_changes')
    this.schema.dropTable('settings')
    this.schema.raw(
      `drop function settings_touch(), settings_record(), settings_announce_all(), setting_changes_audit(),
         setting_changes_refuse()`
    )
  }
}

const TOUCH = `
create function settings_touch() returns trigger language plpgsql as $$
begin
  new.updated_at := now();
  return new;
end $$;
create trigger settings_touch before update on settings for each row execute function settings_touch()`

/* The application says who and why for its transaction; a change by hand is put down to the database's user. */
const RECORD = `
create function settings_record() returns trigger language plpgsql as $$
declare
  was text;
  becomes text;
begin
  if tg_op <> 'INSERT' then was := old.value; end if;
  if tg_op <> 'DELETE' then becomes := new.value; end if;
  if tg_op = 'UPDATE' and old.key <> new.key then
    raise exception 'The key of a setting does not change; delete the row and insert another.';
  end if;
  if was is not distinct from becomes then return null; end if;
  insert into setting_changes (key, who, "from", "to", reason) values (
    case tg_op when 'DELETE' then old.key else new.key end,
    coalesce(nullif(current_setting('pydotorg.who', true), ''), session_user || ' (database)'),
    was,
    becomes,
    nullif(current_setting('pydotorg.reason', true), '')
  );
  perform pg_notify('pydotorg_settings', '');
  return null;
end $$;
create trigger settings_record after insert or update or delete on settings
  for each row execute function settings_record()`

const ANNOUNCE_ALL = `
create function settings_announce_all() returns trigger language plpgsql as $$
begin
  perform pg_notify('pydotorg_settings', '');
  return null;
end $$;
create trigger settings_announce_all after truncate on settings
  for each statement execute function settings_announce_all()`

const AUDIT = `
create function setting_changes_audit() returns trigger language plpgsql as $$
declare
  origin jsonb := nullif(current_setting('pydotorg.origin', true), '')::jsonb;
begin
  insert into audit_entries (actor_id, actor, ip, request_id, user_agent,
    action, subject_type, subject_id, subject_label, before, after, reason)
  values ((origin->>'actor_id')::integer, coalesce(origin->>'actor', new.who), (origin->>'ip')::inet,
    origin->>'request_id', origin->>'user_agent',
    'platform.setting.change', 'setting', new.key, new.key,
    jsonb_build_object('value', new."from"), jsonb_build_object('value', new."to"), new.reason);
  return null;
end $$;
create trigger setting_changes_audit after insert on setting_changes
  for each row execute function setting_changes_audit()`

/* TRUNCATE stays possible for the owner of the table: test databases are emptied by it. */
const REFUSE = `
create function setting_changes_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'The history of settings is append-only: % is refused.', tg_op;
end $$;
create trigger setting_changes_refuse before update or delete on setting_changes
  for each row execute function setting_changes_refuse()`
