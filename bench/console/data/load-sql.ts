/** The rows. Times rise with the numbers, as in life: 9 to 18 o'clock in Shanghai on 730 days until yesterday. */

/**
 * What is drawn for each order. Items by the square of a random number: the first is a sixth of all, the
 * last 1.3 %. `serving`: who serves the item, and one time in twenty anybody.
 */
export const drafts = (count: number): string => `
  create unlogged table bench_drafts as
  with drawn as materialized (
    select n, (n - random()) / ${count} * 730 as day,
      1 + floor(random() * (select count(*) from bench_people))::int as person,
      floor(40 * random() ^ 2)::int as item, floor(random() * 10)::int as place,
      floor(random() * 10)::int as maker, floor(random() * 200)::int as anybody,
      random() as stray, random() as fate, random() as pace, random() as policy
    from generate_series(1, ${count}) n
  ), timed as (
    select *, date_trunc('day', now()) - interval '730 days' + interval '1 hour'
      + floor(day) * interval '1 day' + (day - floor(day)) * interval '9 hours' as created_at
    from drawn
  )
  select timed.*, uuidv7(created_at - clock_timestamp()) as id, items.id as item_id,
    case when stray < 0.05 then agents.id else items.agents[1 + place] end as serving,
    items.agents[1 + maker] as creator_id,
    case when day > 700 then
        case when fate < 0.25 then 'pending' when fate < 0.4 then 'processing'
          when fate < 0.47 then 'revoked' else 'completed' end
      else
        case when fate < 0.02 then 'pending' when fate < 0.025 then 'processing'
          when fate < 0.09 then 'revoked' else 'completed' end
    end as status
  from timed
  join bench_items items on items.n = timed.item
  join bench_agents agents on agents.n = timed.anybody`

/** A policy number for four in five; changed within ten days, most of them soon. */
export const orders = `
  insert into work_orders (id, version, task_number, item_id, insured_name, contact_phone, contact_phone_index,
    id_number_sealed, id_number_index, case_number, policy_number, status, creator_id, handler_id,
    created_at, updated_at)
  select drafts.id, 3, (10000000 + drafts.n)::text, item_id, name, phone, phone_index, id_sealed, id_index,
    to_char(created_at, 'YYYYMMDD') || lpad(drafts.n::text, 7, '0'),
    case when policy < 0.8 then 'P' || lpad(floor(policy * 1.25e11)::text, 11, '0') end,
    status, creator_id,
    case when status in ('processing', 'completed') or (status = 'revoked' and pace < 0.5) then serving end,
    created_at,
    created_at + least(interval '10 days' * pace ^ 3, date_trunc('day', now()) - created_at)
  from bench_drafts drafts join bench_people people on people.n = drafts.person
  order by drafts.n`

/** One device an order, under the order's id. */
export const seats = `
  insert into seats (id, token_hash, work_order_id, created_at, ended_at, consented_at)
  select id, sha256(uuid_send(id)), id, created_at, updated_at, created_at from work_orders order by created_at`

/** One to five an order. Of an order that somebody handled the last one was answered, of the others three in four. */
export const calls = `
  with drawn as materialized (
    select orders.id as order_id, item_id, created_at, updated_at, handler_id, k, 1 + number % 5 as last,
      random() as part, random() as luck, random() as wait, random() as talk, random() as outcome
    from (select *, task_number::int as number from work_orders) orders
    cross join lateral generate_series(1, 1 + number % 5) k
  ), timed as (
    select *, created_at + (updated_at - created_at) * ((k - part) / last) as queued_at,
      handler_id is not null and (k = last or luck < 0.75) as answered
    from drawn
  )
  insert into calls (id, version, work_order_id, item_id, seat_id, status, agent_id, queued_at, answered_at,
    ended_at, end_reason, recordings_collected_at, disposition, disposition_reason, disposition_by, disposition_at)
  select uuidv7(queued_at - clock_timestamp()), 4, order_id, item_id, order_id, 'ended',
    case when answered then handler_id end, queued_at,
    case when answered then queued_at + interval '5 minutes' * wait end,
    queued_at + interval '5 minutes' * wait + case when answered then interval '15 minutes' * talk else interval '0' end,
    case when answered then case when talk < 0.7 then 'agent-hung-up' else 'customer-ended' end
      else case when wait < 0.6 then 'cancelled' when wait < 0.8 then 'abandoned' else 'timed-out' end end,
    now(),
    case when answered then case when outcome < 0.9 then 'normal' when outcome < 0.99 then 'abnormal' else 'unfilled' end end,
    case when answered and outcome >= 0.9 and outcome < 0.99 then 'network' end,
    case when answered and outcome < 0.99 then handler_id end,
    case when answered and outcome < 0.99 then queued_at + interval '21 minutes' end
  from timed order by queued_at`

/** One entry an order; one in ten of an account's own. Entries of customers name their seat. */
export const auditLog = [
  `with drawn as materialized (
    select id as order_id, created_at, coalesce(handler_id, creator_id) as account_id, random() as kind
    from work_orders
  ), named as (
    select *, created_at + interval '3 minutes' as at,
      case when kind < 0.25 then 'work-order.view' when kind < 0.4 then 'work-order.create'
        when kind < 0.5 then 'call.answer' when kind < 0.6 then 'call.end' when kind < 0.7 then 'call.queue'
        when kind < 0.8 then 'link.open' when kind < 0.85 then 'remark.add' when kind < 0.9 then 'work-order.edit'
        when kind < 0.95 then 'agent.state' else 'session.begin' end as action
    from drawn
  )
  insert into audit_log (id, at, actor_kind, actor_id, action, work_order_id, target_id, details, address)
  select uuidv7(at - clock_timestamp()), at,
    case when action in ('call.queue', 'link.open') then 'seat' else 'account' end,
    case when action in ('call.queue', 'link.open') then order_id else account_id end,
    action, case when kind < 0.9 then order_id end, case when kind >= 0.9 then account_id end, '{}', '10.1.2.3'
  from named order by at`,
  `insert into audit_chain (number, entry_id, hash)
  select row_number() over (order by at, id), id, sha256(uuid_send(id)) from audit_log`,
]
