-- A search finds, checks and sorts its orders in the index alone: what very many orders have (a surname, the
-- year that case numbers begin with) would be fetched from the table row by row. The bare column stands in it
-- because PostgreSQL reads no index alone that holds only an expression of a column.
drop index work_orders_by_case_number;
drop index work_orders_by_policy_number;
drop index work_orders_by_name;
create index work_orders_by_case_number on work_orders (status, lower(case_number) collate "C")
  include (case_number, created_at, updated_at, id, item_id, creator_id, handler_id);
create index work_orders_by_policy_number on work_orders (status, lower(policy_number) collate "C")
  include (policy_number, created_at, updated_at, id, item_id, creator_id, handler_id);
create index work_orders_by_name on work_orders (status, lower(insured_name) collate "C")
  include (insured_name, created_at, updated_at, id, item_id, creator_id, handler_id);
