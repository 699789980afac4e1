-- Roles and database of Sayeban on a PostgreSQL of your own, run once as its superuser:
--   psql -v owner_password=… -v app_password=… -v backup_password=… -f deploy/database/roles.sql
-- The owner migrates; pages and worker own nothing; a third role may copy the server for backups.
CREATE ROLE sayeban_owner LOGIN CREATEROLE PASSWORD :'owner_password';
CREATE ROLE sayeban_app LOGIN PASSWORD :'app_password';
CREATE ROLE sayeban_backup LOGIN REPLICATION PASSWORD :'backup_password';
CREATE ROLE sayeban_hq NOLOGIN INHERIT;
CREATE ROLE sayeban_scoped NOLOGIN NOINHERIT;
CREATE ROLE sayeban_bounded NOLOGIN NOINHERIT;
CREATE ROLE sayeban_web NOLOGIN NOINHERIT;
GRANT sayeban_scoped TO sayeban_hq;
GRANT sayeban_hq, sayeban_scoped, sayeban_bounded TO sayeban_web;
GRANT sayeban_web TO sayeban_owner, sayeban_app;
CREATE DATABASE sayeban OWNER sayeban_owner TEMPLATE template0 ENCODING 'UTF8'
  LOCALE_PROVIDER libc LOCALE 'C.UTF-8';
\connect sayeban
CREATE EXTENSION pg_trgm;
