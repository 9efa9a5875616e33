-- Keys that values rest under, each sealed under the master key of SECRET_KEY_FILE (platform/crypto).
create table data_keys (
  number int generated always as identity primary key,
  -- seal: values rest under it. index: blind indexes are made with it.
  purpose text not null check (purpose in ('seal', 'index')),
  sealed bytea not null,
  -- Nothing is sealed under it before every process could learn of it.
  active boolean not null,
  -- Nothing rests under an older key any more.
  resealed boolean not null,
  created_at timestamptz not null default now()
);
create unique index data_keys_one_index on data_keys (purpose) where purpose = 'index';

-- Whole phones and ID numbers are found by their HMAC; null until the app, which has the key, fills it in.
alter table work_orders
  add column contact_phone_index bytea,
  add column id_number_index bytea;
create index work_orders_unindexed on work_orders (id) where contact_phone_index is null;
create index work_orders_by_phone on work_orders (contact_phone_index);
create index work_orders_by_id_number on work_orders (id_number_index) where id_number_index is not null;

-- Whole or the beginning, whatever the case: `^@` uses a btree of this collation. The status comes first, so
-- that each status of a common name is counted without the others. Not partial: of partial indexes PostgreSQL
-- keeps no statistics of the expression.
create index work_orders_by_task_number on work_orders (status, task_number collate "C");
create index work_orders_by_case_number on work_orders (status, lower(case_number) collate "C");
create index work_orders_by_policy_number on work_orders (status, lower(policy_number) collate "C");
create index work_orders_by_name on work_orders (status, lower(insured_name) collate "C");

-- The list's two orders, alone and for each filter. `work_orders_newest` and `work_orders_by_status` exist.
create index work_orders_latest on work_orders (updated_at desc, id desc);
create index work_orders_by_status_latest on work_orders (status, updated_at desc, id desc);
drop index work_orders_by_item;
create index work_orders_by_item on work_orders (item_id, status, created_at desc, id desc);
-- 处理人 as the list shows it: who answered last, until then who created the order.
create index work_orders_by_handler
  on work_orders (coalesce(handler_id, creator_id), status, created_at desc, id desc);
create index work_orders_by_creator on work_orders (creator_id, status);

-- Whoever answered a call of an order goes on seeing it after somebody else answered another. The list asks
-- for each agent's own: from the calls that would be all that the agent ever answered.
create table work_order_past_handlers (
  account_id uuid not null references accounts,
  work_order_id uuid not null references work_orders,
  primary key (account_id, work_order_id)
);
insert into work_order_past_handlers (account_id, work_order_id)
  select distinct calls.agent_id, calls.work_order_id
  from calls join work_orders on work_orders.id = calls.work_order_id
  where calls.answered_at is not null and calls.agent_id is distinct from work_orders.handler_id;

-- 备注记录: written once, never changed.
create table remarks (
  id uuid primary key,
  work_order_id uuid not null references work_orders,
  author_id uuid not null references accounts,
  text text not null,
  created_at timestamptz not null default now()
);
create index remarks_by_order on remarks (work_order_id, created_at desc, id desc);
