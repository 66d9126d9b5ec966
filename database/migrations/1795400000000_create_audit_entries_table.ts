import { BaseSchema } from '@adonisjs/lucid/schema'

/*
| Who did what, on what, from where. Triggers, not the application, stamp, chain and protect the entries, so that one
| written in psql is part of the chain like any other, and none can be changed or taken out unseen (docs/audit.md).
*/
export default class extends BaseSchema {
  override async up(): Promise<void> {
    this.schema.createTable('audit_entries', (table) => {
      table.specificType('id', 'bigint generated always as identity').primary()
      table.timestamp('at', { useTz: true }).notNullable()
      table.integer('actor_id').comment('without a foreign key: the log outlives accounts')
      table.text('actor').notNullable().defaultTo(this.raw("session_user || ' (database)'"))
      table.text('action').notNullable()
      table.text('subject_type').notNullable()
      table.text('subject_id').notNullable()
      table.text('subject_label').notNullable().defaultTo('')
      table.specificType('ip', 'inet')
      table.text('request_id')
      table.text('user_agent')
      table.jsonb('before')
      table.jsonb('after')
      table.text('reason')
      table.bigInteger('chain_position').unique().comment('null until the transaction commits')
      table.text('previous_hash').comment('empty for the first entry')
      table.text('hash')
      table.check("action ~ '^[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*){2}$'", {}, 'audit_entries_action_check')
      table.index(['actor_id', 'id'])
      table.index(['actor', 'id'])
      table.index(['subject_type', 'subject_id', 'id'])
      table.index(['at'])
    })
    // For prefixes: `downloads.` finds all that happened to downloads.
    this.schema.raw('create index audit_entries_action_id_index on audit_entries (action text_pattern_ops, id)')

    this.schema.raw(STAMP)
    this.schema.raw(TEXT)
    this.schema.raw(SEAL)
    this.schema.raw(REFUSE)
    this.schema.raw(FEATURES)
  }

  override async down(): Promise<void> {
    this.schema.raw('drop trigger feature_changes_audit on feature_changes')
    this.schema.raw('drop function feature_changes_audit(), audit_entries_text(audit_entries)')
    this.schema.dropTable('audit_entries')
    this.schema.raw('drop function audit_entries_stamp(), audit_entries_seal(), audit_entries_refuse()')
  }
}

/* The time is the database's, and the place in the chain is nobody's to choose. */
const STAMP = `
create function audit_entries_stamp() returns trigger language plpgsql as $$
begin
  new.at := clock_timestamp();
  new.chain_position := null;
  new.previous_hash := null;
  new.hash := null;
  return new;
end $$;
create trigger audit_entries_stamp before insert on audit_entries
  for each row execute function audit_entries_stamp()`

/* What is hashed: every column but the hash itself, as a JSON array, in which no value can run into the next. */
const TEXT = `
create function audit_entries_text(entry audit_entries) returns text language sql stable as $$
  select jsonb_build_array(
    entry.chain_position, entry.previous_hash, entry.id,
    to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
    entry.actor_id, entry.actor, entry.action, entry.subject_type, entry.subject_id, entry.subject_label,
    host(entry.ip), entry.request_id, entry.user_agent, entry.before, entry.after, entry.reason
  )::text
$$`

/*
| Deferred to the end of the transaction: the lock that keeps the chain without forks is then the last one taken, so it
| is held for the commit alone, and whoever holds other locks cannot deadlock over it.
*/
const SEAL = `
create function audit_entries_seal() returns trigger language plpgsql as $$
declare
  last record;
  entry audit_entries := new;
begin
  perform pg_advisory_xact_lock(1795400000000);
  select chain_position, hash into last from audit_entries
    where chain_position is not null order by chain_position desc limit 1;
  entry.chain_position := coalesce(last.chain_position, 0) + 1;
  entry.previous_hash := coalesce(last.hash, '');
  update audit_entries set
    chain_position = entry.chain_position,
    previous_hash = entry.previous_hash,
    hash = encode(sha256(convert_to(audit_entries_text(entry), 'UTF8')), 'hex')
  where id = entry.id;
  return null;
end $$;
create constraint trigger audit_entries_seal after insert on audit_entries
  deferrable initially deferred for each row execute function audit_entries_seal()`

/* Only the seal above may be put on an entry, once. TRUNCATE stays possible for the owner: tests empty tables by it. */
const REFUSE = `
create function audit_entries_refuse() returns trigger language plpgsql as $$
declare
  seal constant text[] := array['chain_position', 'previous_hash', 'hash'];
begin
  if tg_op = 'UPDATE' and old.hash is null and to_jsonb(new) - seal = to_jsonb(old) - seal then return new; end if;
  raise exception 'The audit log is append-only: % is refused.', tg_op;
end $$;
create trigger audit_entries_refuse before update or delete on audit_entries
  for each row execute function audit_entries_refuse()`

/* Every line of the history of features is an entry too; the application says where the change came from. */
const FEATURES = `
create function feature_changes_audit() returns trigger language plpgsql as $$
declare
  origin jsonb := nullif(current_setting('pydotorg.origin', true), '')::jsonb;
begin
  insert into audit_entries (actor_id, actor, ip, request_id, user_agent,
    action, subject_type, subject_id, subject_label, before, after, reason)
  values ((origin->>'actor_id')::integer, coalesce(origin->>'actor', new.who), (origin->>'ip')::inet,
    origin->>'request_id', origin->>'user_agent',
    'platform.feature.change', 'feature', new.key, new.key, new."from", new."to", new.reason);
  return null;
end $$;
create trigger feature_changes_audit after insert on feature_changes
  for each row execute function feature_changes_audit()`
