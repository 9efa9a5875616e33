-- Failed sign-ins by the name that was typed, whether an account has it or not: both lock alike, so that
-- locking tells nobody which names exist. The name as its SHA-256, for people type passwords there too.
create table sign_in_failures (
  name_hash bytea primary key,
  failures int not null,
  last_at timestamptz not null default now()
);
create index sign_in_failures_oldest on sign_in_failures (last_at);

alter table accounts drop column failed_sign_ins, drop column locked_until;
