#!/bin/sh
# Run once by the image of PostgreSQL when its data folder is made.
set -eu
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres \
  -v owner_password="$SAYEBAN_OWNER_PASSWORD" -v app_password="$SAYEBAN_APP_PASSWORD" \
  -v backup_password="$SAYEBAN_BACKUP_PASSWORD" -f /etc/sayeban/roles.sql
echo 'host replication sayeban_backup samenet scram-sha-256' >>"$PGDATA/pg_hba.conf"
