-- Imports of accounts, done in the background a few rows at a time.
create table account_imports (
  id uuid primary key,
  version int not null default 0,
  account_id uuid not null references accounts,
  -- By which session, from where: accounts are created as that person.
  session_id uuid not null,
  address text,
  -- Sealed: the file may hold first passwords. Gone once the import has ended.
  file_sealed bytea,
  -- Sealed: what became of the rows so far, with the passwords that were made for them.
  report_sealed bytea not null,
  state text not null default 'running' check (state in ('running', 'done', 'failed')),
  -- Done so far, of how many.
  rows int not null default 0,
  total int not null,
  created_at timestamptz not null default now(),
  check ((state = 'running') = (file_sealed is not null))
);
