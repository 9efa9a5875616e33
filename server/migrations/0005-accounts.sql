-- Accounts as administrators keep them (manual 3.17).

-- Until the password is changed the account can do nothing else.
alter table accounts add column must_change_password boolean not null default false;

-- Put out while in a call that may finish: what ends the sessions once it is over. Null for everybody else.
alter table agents add column leaving text check (leaving in ('kicked', 'disabled', 'deleted'));

alter table sessions drop constraint sessions_end_reason_check;
alter table sessions add constraint sessions_end_reason_check check (end_reason in (
  'signed-out', 'replaced', 'kicked', 'expired', 'disabled', 'deleted', 'role-changed', 'password-changed'
));
-- The last sign-in of an account.
create index sessions_by_account on sessions (account_id, created_at desc);

create index group_members_by_account on group_members (account_id);
create index accounts_newest on accounts (created_at desc, id desc) where deleted_at is null;
