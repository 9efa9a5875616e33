-- URL Links of a WeChat mini program (manual 4.1).

-- The access token of a mini program, shared by every process until it runs out.
create table wechat_tokens (
  id uuid primary key,
  app_id text not null unique,
  token_sealed bytea not null,
  expires_at timestamptz not null
);

alter table sms_messages
  -- Sealed: what the words of a link are filled with, until WeChat was asked for a URL Link; null: it need not be.
  add column link_values_sealed bytea,
  -- The message carries a URL Link, and the template for it.
  add column with_url_link boolean not null default false;
