-- Queue and routing (manual 3.1, 3.3, 3.6, 4.1 to 4.3).

-- Rules of a group; null: the setting of the whole institution, or no such limit.
alter table groups
  add column ring_seconds int check (ring_seconds between 5 and 300),
  -- 话后处理 ends by itself after so long, once the disposition is filled.
  add column wrap_up_seconds int check (wrap_up_seconds between 10 and 86400),
  -- So many may wait; further callers are told at once.
  add column queue_limit int check (queue_limit > 0),
  -- Whoever waited so long may be served by the members of another group too.
  add column overflow_group_id uuid references groups,
  add column overflow_after_seconds int check (overflow_after_seconds between 1 and 86400),
  -- Hours on duty, by weekday in TZ_NAME; null: always.
  add column hours jsonb,
  add check ((overflow_group_id is null) = (overflow_after_seconds is null)),
  add check (overflow_group_id <> id);

-- Days that are not like their weekday, for every group.
create table calendar_days (
  day date primary key,
  name text not null,
  -- 1 Monday to 7 Sunday: the hours of that weekday; null: closed all day.
  like_weekday int check (like_weekday between 1 and 7)
);

-- 暂放 with a reason.
create table pause_reasons (
  id uuid primary key,
  name text not null,
  position int not null,
  version int not null default 0,
  deleted_at timestamptz
);
create unique index pause_reasons_name on pause_reasons (name) where deleted_at is null;

alter table agents
  -- What the agent chose; null: none, or paused by the system.
  add column pause_reason_id uuid references pause_reasons,
  -- Rings missed one after the other; an answer, a decline or a change by hand begins anew.
  add column missed_rings int not null default 0,
  -- 暂放 came by itself, after too many missed rings.
  add column paused_for_missed_rings boolean not null default false,
  -- When 话后处理 ends by itself; null: by hand only.
  add column wrap_up_until timestamptz;

-- Which transaction wrote a row says whether a decision could see it: the clock alone does not.
alter table agent_states
  add column pause_reason_id uuid references pause_reasons,
  add column for_missed_rings boolean not null default false,
  add column began_xid xid8 not null default pg_current_xact_id(),
  add column ended_xid xid8;
update agent_states set ended_xid = pg_current_xact_id() where ended_at is not null;
create index agent_states_ended on agent_states (ended_at) where ended_at is not null;

-- What each group was when: skills, members and what routing reads of its rules. One open row per living group.
create table group_versions (
  group_id uuid not null references groups,
  item_ids uuid[] not null,
  member_ids uuid[] not null,
  ring_seconds int,
  overflow_group_id uuid,
  overflow_after_seconds int,
  began_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  began_xid xid8 not null default pg_current_xact_id(),
  ended_xid xid8
);
create unique index group_versions_one_open on group_versions (group_id) where ended_xid is null;
create index group_versions_by_group on group_versions (group_id, began_at);
insert into group_versions (group_id, item_ids, member_ids)
  select
    id,
    array(select item_id from group_skills where group_id = groups.id order by item_id),
    array(select account_id from group_members where group_id = groups.id order by account_id)
  from groups where deleted_at is null;

alter table business_types
  -- familiar: familiar agents first. random: by lot among the idle, where the law demands it.
  add column assignment text not null default 'familiar' check (assignment in ('familiar', 'random')),
  -- How long a call is kept for a familiar agent who is there but not free; never for a claim.
  add column familiar_wait_seconds int not null default 0 check (familiar_wait_seconds between 0 and 3600);

alter table work_orders add column priority boolean not null default false;

alter table calls
  -- Goes before every caller without it.
  add column priority boolean not null default false,
  -- Who knows the matter, best first: the creator, then whoever handled the order, the last one first.
  add column familiar_ids uuid[] not null default '{}',
  -- From then on others than familiar agents may take it.
  add column general_at timestamptz not null default now(),
  add column assignment text not null default 'familiar' check (assignment in ('familiar', 'random')),
  -- The group for whose sake the agent is rung or answered.
  add column group_id uuid references groups,
  -- The call that an administrator put back into the queue while it was active.
  add column continues_id uuid references calls;
-- The queue of one item in its order.
drop index calls_queue;
create index calls_queue on calls (item_id, priority desc, queued_at, id) where status = 'queued';
create index calls_waiting on calls (item_id, priority desc, queued_at, id) where status in ('queued', 'ringing');
-- The calls that are kept for familiar agents.
create index calls_kept on calls (general_at) where status = 'queued' and general_at > queued_at;
-- Recent waits of one item.
create index calls_answered_by_item on calls (item_id, answered_at desc) where answered_at is not null;

alter table offers
  add column group_id uuid references groups,
  -- What the decision could see (pg_current_snapshot); null for offers from before.
  add column snapshot text,
  add column began_xid xid8 not null default pg_current_xact_id(),
  add column ended_xid xid8;
update offers set ended_xid = pg_current_xact_id() where ended_at is not null;
-- Who rests from calls just now.
create index offers_rests on offers (agent_id, ended_at) where outcome in ('declined', 'missed');

-- A walk-in's seat has a phone and a matter and no order until one is created or linked (manual 4.2).
alter table seats
  add column phone text,
  add column item_id uuid references business_items;
create unique index seats_one_live_walk_in_per_phone on seats (phone)
  where ended_at is null and work_order_id is null;

create index seats_of_walk_ins_by_order on seats (work_order_id)
  where phone is not null and work_order_id is not null;
-- What a walk-in call left in the log before it had an order.
create index audit_log_of_walk_ins on audit_log (call_id) where work_order_id is null and call_id is not null;

-- A code proves a device in front of an order, or a phone.
alter table one_time_codes
  alter column work_order_id drop not null,
  add column phone text,
  add column address text,
  add check ((work_order_id is null) <> (phone is null));
create index one_time_codes_by_phone on one_time_codes (phone, created_at desc) where phone is not null;
create index one_time_codes_of_phones on one_time_codes (created_at) where phone is not null;

-- A phone that was proven by a code: what its cookie may open for a short time.
create table phone_proofs (
  id uuid primary key,
  token_hash bytea not null unique,
  phone text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  address text,
  user_agent text
);
create index phone_proofs_expired on phone_proofs (expires_at);
create index work_orders_open_by_phone on work_orders (contact_phone) where status in ('pending', 'processing');
