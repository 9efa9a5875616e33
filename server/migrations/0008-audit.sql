-- Law 2, second half: one job numbers and hash-chains what was committed (modules/audit/chain.ts).

-- Rows that nobody has chained yet. A row comes in its writer's own transaction, so one that commits late is
-- merely seen late and never skipped, and writers wait for nobody.
create table audit_pending (
  entry_id uuid primary key
);
create function audit_log_is_pending() returns trigger language plpgsql as $$
begin
  insert into audit_pending (entry_id) values (new.id);
  return null;
end $$;
create trigger audit_log_pending after insert on audit_log
  for each row execute function audit_log_is_pending();

create table audit_chain (
  -- 1, 2, 3, ...: no gaps.
  number bigint primary key check (number > 0),
  entry_id uuid not null unique,
  -- SHA-256 over the previous hash and the row (docs/operations.md).
  hash bytea not null check (length(hash) = 32)
);

create or replace function audit_log_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;
create trigger audit_chain_no_change before update or delete or truncate on audit_chain
  for each statement execute function audit_log_is_append_only();
-- Also for a session that plays replica.
alter table audit_log enable always trigger audit_log_no_change;
alter table audit_log enable always trigger audit_log_pending;
alter table audit_chain enable always trigger audit_chain_no_change;

insert into audit_pending (entry_id) select id from audit_log;

-- The search: newest first, each filter with its own way in.
drop index audit_log_by_time;
drop index audit_log_by_order;
create index audit_log_newest on audit_log (at desc, id desc);
create index audit_log_by_order on audit_log (work_order_id, at desc, id desc) where work_order_id is not null;
create index audit_log_by_actor on audit_log (actor_id, at desc, id desc) where actor_id is not null;
create index audit_log_by_target on audit_log (target_id, at desc, id desc) where target_id is not null;
create index audit_log_by_action on audit_log (action, at desc, id desc);
create index audit_log_by_area on audit_log (split_part(action, '.', 1), at desc, id desc);

-- XLSX files made in the background. A run that dies leaves its lease to expire, and another begins anew.
create table exports (
  id uuid primary key,
  version int not null default 0,
  account_id uuid not null references accounts,
  -- By which session, from where: the run asks for its rows as that person.
  session_id uuid not null,
  address text,
  kind text not null check (kind in ('work-orders', 'calls', 'audit')),
  -- Sealed: a search may be somebody's name, phone or ID number.
  filter_sealed bytea not null,
  language text not null check (language in ('zh', 'en')),
  file_name text not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  rows int not null default 0,
  total int,
  truncated boolean not null default false,
  attempts int not null default 0,
  -- Names the file; a new one for each attempt.
  run_id uuid,
  lease_until timestamptz,
  created_at timestamptz not null default now(),
  -- When row and file are deleted; null while under way.
  expires_at timestamptz,
  check ((state = 'running') = (lease_until is not null)),
  check ((state in ('queued', 'running')) = (expires_at is null)),
  check (state not in ('running', 'done') or run_id is not null)
);
create index exports_of_account on exports (account_id, created_at desc);
create index exports_under_way on exports (created_at) where state in ('queued', 'running');
create index exports_expiring on exports (expires_at) where expires_at is not null;

-- Call history (manual 3.16): newest first over millions, each filter with its own way in.
create index calls_newest on calls (queued_at desc, id desc);
create index calls_newest_of_agent on calls (agent_id, queued_at desc, id desc)
  where agent_id is not null;
create index calls_newest_of_item on calls (item_id, queued_at desc, id desc);
create index calls_newest_cancelled on calls (queued_at desc, id desc)
  where ended_at is not null and answered_at is null;
create index calls_newest_of_disposition on calls (disposition, queued_at desc, id desc)
  where disposition is not null;
