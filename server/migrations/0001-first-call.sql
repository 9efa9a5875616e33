-- Everything the first call needs. Ids are UUIDv7 made in the app; `version` rises in every UPDATE (law 6).

create table settings (
  key text primary key,
  value jsonb not null,
  version int not null default 0,
  updated_at timestamptz not null default now()
);

create table accounts (
  id uuid primary key,
  username text not null,
  name text not null,
  phone text,
  password_hash text not null,
  role text not null check (role in ('agent', 'admin')),
  grants text[] not null default '{}',
  initial boolean not null default false,
  disabled boolean not null default false,
  failed_sign_ins int not null default 0,
  locked_until timestamptz,
  version int not null default 0,
  created_at timestamptz not null default now(),
  deleted_at timestamptz
);
create unique index accounts_username on accounts (lower(username)) where deleted_at is null;
create unique index accounts_one_initial on accounts (initial) where initial;

create table sessions (
  id uuid primary key,
  token_hash bytea not null unique,
  account_id uuid not null references accounts,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  end_reason text check (end_reason in ('signed-out', 'replaced', 'kicked', 'expired', 'disabled')),
  address text,
  user_agent text,
  check ((ended_at is null) = (end_reason is null))
);
create unique index sessions_one_live_per_account on sessions (account_id) where ended_at is null;

-- One row per account of role agent.
create table agents (
  account_id uuid primary key references accounts,
  state text not null default 'offline' check (state in ('offline', 'idle', 'busy', 'wrap-up', 'paused')),
  since timestamptz not null default now(),
  -- Renewed by the socket; expired means vanished.
  lease_until timestamptz,
  -- Where a return within the same session leads after the lease had expired.
  before_offline text check (before_offline in ('idle', 'wrap-up', 'paused')),
  last_answered_at timestamptz,
  version int not null default 0
);

-- The history of `agents.state`: no gaps, no overlaps, one open row.
create table agent_states (
  id uuid primary key,
  account_id uuid not null references accounts,
  state text not null,
  began_at timestamptz not null,
  ended_at timestamptz,
  check (ended_at is null or ended_at >= began_at)
);
create unique index agent_states_one_open on agent_states (account_id) where ended_at is null;
create index agent_states_by_account on agent_states (account_id, began_at);

create table groups (
  id uuid primary key,
  name text not null unique,
  version int not null default 0,
  created_at timestamptz not null default now(),
  deleted_at timestamptz
);
create table group_members (
  group_id uuid not null references groups,
  account_id uuid not null references accounts,
  primary key (group_id, account_id)
);

create table business_types (
  id uuid primary key,
  name text not null unique,
  -- 理赔
  claim boolean not null default false,
  position int not null,
  deleted_at timestamptz
);
create table business_items (
  id uuid primary key,
  type_id uuid not null references business_types,
  name text not null,
  position int not null,
  deleted_at timestamptz,
  unique (type_id, name)
);
create table group_skills (
  group_id uuid not null references groups,
  item_id uuid not null references business_items,
  primary key (group_id, item_id)
);
create index group_skills_by_item on group_skills (item_id);

create sequence task_numbers start 10000001;

create table work_orders (
  id uuid primary key,
  version int not null default 0,
  task_number text not null unique default nextval('task_numbers')::text,
  item_id uuid not null references business_items,
  insured_name text,
  contact_phone text not null,
  -- Sealed by platform/crypto: an ID number never rests in plain text.
  id_number_sealed bytea,
  id_number_doubtful boolean not null default false,
  case_number text not null,
  policy_number text,
  status text not null default 'pending' check (status in ('pending', 'processing', 'completed', 'revoked')),
  creator_id uuid not null references accounts,
  -- Who answered last; null before any call.
  handler_id uuid references accounts,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index work_orders_newest on work_orders (created_at desc, id desc);
create index work_orders_by_status on work_orders (status, created_at desc, id desc);
create index work_orders_by_item on work_orders (item_id);

create table links (
  id uuid primary key,
  token_hash bytea not null unique,
  work_order_id uuid not null references work_orders,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index links_by_order on links (work_order_id);

-- A customer's device in front of one order (or, later, of a walk-in matter).
create table seats (
  id uuid primary key,
  token_hash bytea not null unique,
  work_order_id uuid references work_orders,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  lease_until timestamptz,
  consented_at timestamptz,
  consent_notice_version int,
  address text,
  user_agent text,
  version int not null default 0
);
create unique index seats_one_live_per_order on seats (work_order_id) where ended_at is null;

-- What was agreed to, word for word, and when: evidence, never updated.
create table consents (
  id uuid primary key,
  seat_id uuid not null references seats,
  work_order_id uuid references work_orders,
  notice_version int not null,
  notice_text text not null,
  given_at timestamptz not null default now()
);

create table one_time_codes (
  id uuid primary key,
  work_order_id uuid not null references work_orders,
  code_hash bytea not null,
  attempts int not null default 0,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index one_time_codes_by_order on one_time_codes (work_order_id, created_at desc);

create table sms_messages (
  id uuid primary key,
  work_order_id uuid references work_orders,
  kind text not null check (kind in ('link', 'code')),
  phone text not null,
  -- Sealed: it carries the one-time link or code.
  text_sealed bytea not null,
  status text not null default 'queued' check (status in ('queued', 'sent', 'failed')),
  carrier_id text,
  failure text,
  created_at timestamptz not null default now(),
  sent_at timestamptz
);
create index sms_messages_by_order on sms_messages (work_order_id, created_at desc);
create index sms_messages_newest on sms_messages (created_at desc);

create table calls (
  id uuid primary key,
  version int not null default 0,
  -- Null for a walk-in call.
  work_order_id uuid references work_orders,
  item_id uuid not null references business_items,
  seat_id uuid not null references seats,
  status text not null default 'queued' check (status in ('queued', 'ringing', 'active', 'ended')),
  -- Who is rung or who answered.
  agent_id uuid references accounts,
  ring_expires_at timestamptz,
  media_host text,
  queued_at timestamptz not null default now(),
  answered_at timestamptz,
  ended_at timestamptz,
  end_reason text,
  recordings_collected_at timestamptz,
  disposition text check (disposition in ('normal', 'abnormal', 'unfilled')),
  disposition_reason text check (disposition_reason in ('network', 'customer', 'other')),
  disposition_note text,
  disposition_by uuid references accounts,
  disposition_at timestamptz,
  check ((status in ('ringing', 'active')) <= (agent_id is not null)),
  check (status <> 'queued' or agent_id is null),
  check ((status = 'ringing') = (ring_expires_at is not null)),
  check ((status = 'ended') = (ended_at is not null)),
  check ((ended_at is null) = (end_reason is null)),
  check ((disposition = 'abnormal') = (disposition_reason is not null) or disposition is null)
);
-- One live call per order, one per device, one caller per agent: the database says no, not luck.
create unique index calls_one_live_per_order on calls (work_order_id) where status <> 'ended';
create unique index calls_one_live_per_seat on calls (seat_id) where status <> 'ended';
create unique index calls_one_per_agent on calls (agent_id) where status in ('ringing', 'active');
create index calls_queue on calls (queued_at, id) where status = 'queued';
create index calls_live on calls (id) where status <> 'ended';
create index calls_by_order on calls (work_order_id, queued_at desc);
create index calls_unfilled on calls (agent_id) where disposition = 'unfilled';
create index calls_uncollected on calls (ended_at) where status = 'ended' and recordings_collected_at is null;

-- Every ring and how it ended.
create table offers (
  id uuid primary key,
  call_id uuid not null references calls,
  agent_id uuid not null references accounts,
  rule text not null,
  -- The candidates in order and why the others were not (routing explains itself).
  explanation jsonb not null,
  offered_at timestamptz not null default now(),
  ended_at timestamptz,
  outcome text check (outcome in ('answered', 'declined', 'missed', 'agent-lost', 'withdrawn')),
  check ((ended_at is null) = (outcome is null))
);
create unique index offers_one_open_per_call on offers (call_id) where ended_at is null;
create unique index offers_one_open_per_agent on offers (agent_id) where ended_at is null;
create index offers_by_call on offers (call_id, offered_at);

create table participants (
  id uuid primary key,
  call_id uuid not null references calls,
  role text not null check (role in ('customer', 'agent')),
  seat_id uuid references seats,
  account_id uuid references accounts,
  name text not null,
  leg_id uuid,
  leg_state text check (leg_state in ('connecting', 'open', 'silent', 'failed', 'closed')),
  -- Since when nothing comes from this participant in a live call; null while all is well.
  missing_since timestamptz,
  sends_audio boolean not null default true,
  sends_video boolean not null default true,
  joined_at timestamptz not null default now(),
  connected_at timestamptz,
  left_at timestamptz,
  check ((seat_id is null) <> (account_id is null))
);
create unique index participants_once_by_account on participants (call_id, account_id);
create unique index participants_once_by_seat on participants (call_id, seat_id);

create table photos (
  id uuid primary key,
  call_id uuid not null references calls,
  work_order_id uuid references work_orders,
  participant_id uuid not null references participants,
  source text not null check (source in ('agent-screenshot', 'customer-photo')),
  method text not null check (method in ('take-photo', 'track', 'decoded-frame')),
  taken_at timestamptz not null default now(),
  width int not null,
  height int not null,
  bytes int not null,
  media_type text not null,
  sha256 text not null,
  watermarked_sha256 text not null
);
create index photos_by_order on photos (work_order_id, taken_at desc);
create index photos_by_call on photos (call_id, taken_at desc);

create table recordings (
  id uuid primary key,
  call_id uuid not null references calls,
  participant_id uuid not null references participants,
  leg_id uuid not null,
  kind text not null check (kind in ('audio', 'video')),
  codec text,
  media_host text not null,
  file text not null,
  bytes bigint not null,
  packets int not null,
  keyframes int not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  duration_ms int not null,
  state text not null check (state in ('recording', 'complete', 'empty', 'damaged')),
  error text,
  unique (call_id, file)
);

-- Law 2: written in the mutation's own transaction, unchained; a job numbers and hash-chains committed rows.
create table audit_log (
  id uuid primary key,
  at timestamptz not null default clock_timestamp(),
  actor_kind text not null check (actor_kind in ('account', 'seat', 'system')),
  actor_id uuid,
  action text not null,
  work_order_id uuid,
  call_id uuid,
  target_id uuid,
  details jsonb not null default '{}',
  address text
);
create index audit_log_by_order on audit_log (work_order_id, at);
create index audit_log_by_time on audit_log (at);

create function audit_log_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'audit_log is append-only';
end $$;
create trigger audit_log_no_change before update or delete or truncate on audit_log
  for each statement execute function audit_log_is_append_only();
