/** An institution of any size by SQL, which needs no public endpoint and so none of their rate limits. */
import type pg from 'pg'

export interface Size {
  readonly agents: number
  readonly groups: number
  /** Each group serves its share of them and one of the next group's. */
  readonly items: number
  /** Orders, each with a customer's device in front of it that has agreed to the notice. */
  readonly orders: number
}

/** Of the device in front of the nth order, beginning with 1: what its cookie `vd_seat` holds. */
export const seatToken = (n: number): string => `seat-token-${n}`
export const agentName = (n: number): string => `agent-${n}`

/**
 * Fills an empty database. Every third agent is in two groups; an order's creator is the agent of its number
 * where `familiar`, else an administrator, whom nobody rings.
 */
export async function fillInstitution(
  client: pg.ClientBase,
  { agents, groups, items, orders }: Size,
  { passwordHash, familiar }: { passwordHash: string; familiar: boolean },
): Promise<void> {
  const statements: [string, unknown[]][] = [
    [
      `insert into accounts (id, username, name, password_hash, role)
        select gen_random_uuid(), 'agent-' || n, '客服' || n, $2, 'agent' from generate_series(1, $1::int) n
        union all select gen_random_uuid(), 'administrator', '管理员', $2, 'admin'`,
      [agents, passwordHash],
    ],
    [
      `create temporary table staff as
        select id, row_number() over (order by length(username), username)::int as n
        from accounts where role = 'agent'`,
      [],
    ],
    [`insert into agents (account_id) select id from staff`, []],
    [
      `insert into agent_states (id, account_id, state, began_at)
        select gen_random_uuid(), account_id, state, since from agents`,
      [],
    ],
    [`insert into business_types (id, name, position) values (gen_random_uuid(), '保全', 0)`, []],
    [
      `create temporary table matters as
        select gen_random_uuid() as id, n from generate_series(1, $1::int) n`,
      [items],
    ],
    [
      `insert into business_items (id, type_id, name, position)
        select matters.id, business_types.id, '事项' || n, n from matters, business_types`,
      [],
    ],
    [
      `create temporary table teams as
        select gen_random_uuid() as id, n from generate_series(1, $1::int) n`,
      [groups],
    ],
    [`insert into groups (id, name) select id, '第' || n || '组' from teams`, []],
    [
      `insert into group_skills (group_id, item_id)
        select teams.id, matters.id from teams join matters
          on matters.n % $1::int = teams.n % $1::int
        union select teams.id, matters.id from teams join matters on matters.n = teams.n % $1::int + 1`,
      [groups],
    ],
    [
      `insert into group_members (group_id, account_id)
        select teams.id, staff.id from teams join staff on staff.n % $1::int = teams.n % $1::int
        union select teams.id, staff.id from teams join staff
          on staff.n % 3 = 0 and (staff.n + 1) % $1::int = teams.n % $1::int`,
      [groups],
    ],
    [
      `insert into group_versions (group_id, item_ids, member_ids)
        select id,
          array(select item_id from group_skills where group_id = teams.id order by item_id),
          array(select account_id from group_members where group_id = teams.id order by account_id)
        from teams`,
      [],
    ],
    [
      `create temporary table matter_orders as
        select gen_random_uuid() as id, n from generate_series(1, $1::int) n`,
      [orders],
    ],
    [
      `insert into work_orders
          (id, item_id, contact_phone, contact_phone_index, case_number, creator_id)
        select matter_orders.id, matters.id, '15618293093', '\\x00', matter_orders.n::text,
          case when $2 then staff.id else (select id from accounts where role = 'admin') end
        from matter_orders
          join matters on matters.n = matter_orders.n % (select count(*) from matters) + 1
          join staff on staff.n = matter_orders.n % $1::int + 1`,
      [agents, familiar],
    ],
    [
      `insert into seats (id, token_hash, work_order_id, consented_at, consent_notice_version)
        select gen_random_uuid(), sha256(convert_to('seat-token-' || n, 'UTF8')), id, now(), 1
        from matter_orders`,
      [],
    ],
    ['drop table staff, matters, teams, matter_orders', []],
    ['analyze', []],
  ]
  for (const [statement, values] of statements) await client.query(statement, values)
}
