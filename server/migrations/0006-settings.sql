-- Groups, business types with their photo categories, the institution's settings (manual 3.18).

-- Names are unique among the living: what was deleted keeps its name for history.
alter table groups drop constraint groups_name_key;
create unique index groups_name on groups (name) where deleted_at is null;

alter table business_types
  drop constraint business_types_name_key,
  add column version int not null default 0;
create unique index business_types_name on business_types (name) where deleted_at is null;

alter table business_items drop constraint business_items_type_id_name_key;
create unique index business_items_name on business_items (type_id, name) where deleted_at is null;

-- 照片分类
create table photo_categories (
  id uuid primary key,
  type_id uuid not null references business_types,
  name text not null,
  required boolean not null,
  position int not null,
  deleted_at timestamptz
);
create unique index photo_categories_name on photo_categories (type_id, name) where deleted_at is null;

-- The institution's name and telephone become one part with colour and logo, under one version.
insert into settings (key, value, version)
  select
    'institution',
    jsonb_strip_nulls(jsonb_build_object(
      'name', (select value from settings where key = 'institutionName'),
      'supportPhone', (select value from settings where key = 'supportPhone')
    )),
    1
  where exists (select from settings where key in ('institutionName', 'supportPhone'));
delete from settings where key in ('institutionName', 'supportPhone');
