-- Delivery reports, why a message failed, and what stands in the template that the carrier approved.
alter table sms_messages drop constraint sms_messages_status_check;
-- Until now free words.
update sms_messages set failure = 'unknown' where failure is not null;
alter table sms_messages
  -- Sealed: what stands in {1}, {2} …; null for messages from before templates.
  add column parameters_sealed bytea,
  -- Since when a process hands it over; null again where surely nothing was sent.
  add column handing_over_at timestamptz,
  add column reported_at timestamptz,
  add check (status in ('queued', 'sent', 'delivered', 'undelivered', 'failed')),
  add check (failure in ('invalid-number', 'phone-off', 'blacklisted', 'carrier-limit', 'content-refused',
    'template-refused', 'no-balance', 'bad-credentials', 'carrier-down', 'unknown')),
  add check ((status in ('undelivered', 'failed')) = (failure is not null));

-- Reports name the carrier's id.
create index sms_messages_unreported on sms_messages (carrier_id) where status = 'sent';
-- Links to one phone in one day.
create index sms_messages_links_by_phone on sms_messages (phone, created_at) where kind = 'link';
