-- Every media host that a call was on. Its recordings are collected host by host.
create table call_hosts (
  call_id uuid not null references calls,
  host text not null,
  -- When the call came there last.
  since timestamptz not null default clock_timestamp(),
  -- Null while the host has, or may have, files that nobody has collected.
  collected_at timestamptz,
  primary key (call_id, host)
);
create index call_hosts_uncollected on call_hosts (host) where collected_at is null;

insert into call_hosts (call_id, host, since, collected_at)
  select id, media_host, queued_at, recordings_collected_at from calls where media_host is not null;
-- Hosts that calls had left: those that were collected show in the recordings, the others in waiting jobs.
insert into call_hosts (call_id, host, since, collected_at)
  select call_id, media_host, min(started_at), now() from recordings group by call_id, media_host
  on conflict do nothing;
do $$ begin
  if to_regclass('graphile_worker.jobs') is not null then
    insert into call_hosts (call_id, host, since)
      select calls.id, split_part(jobs.key, ' ', 3), calls.queued_at
      from graphile_worker.jobs
      join calls on calls.id::text = split_part(jobs.key, ' ', 2)
      where jobs.key like 'collect %'
      on conflict (call_id, host) do update set collected_at = null;
  end if;
end $$;
-- Until now a call counted as collected with its last host.
update calls set recordings_collected_at = null, version = version + 1
  where recordings_collected_at is not null
    and exists (select from call_hosts where call_id = calls.id and collected_at is null);
