"""What each migration says about the safety of its tables.

Every table is either `protected` (rows of a place, row-level security forced), `shared` (no
place, the same for everybody who works) or `web` (sign-in needs it before a scope is known). A
house test holds that no table is forgotten.
"""

from collections.abc import Sequence

from django.db import migrations

_PLACE = (
    "{column} = ANY ((SELECT string_to_array("
    "current_setting('sayeban.{plural}', true), ','))::text[])"
)
_PLURALS = {"province": "provinces", "county": "counties", "centre": "centres"}

ROLES_SQL = """
DO $$
DECLARE role text;
BEGIN
  FOREACH role IN ARRAY ARRAY['sayeban_hq', 'sayeban_scoped', 'sayeban_web'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN %s', role,
        CASE role WHEN 'sayeban_hq' THEN 'INHERIT' ELSE 'NOINHERIT' END);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
  END LOOP;
  BEGIN
    GRANT sayeban_scoped TO sayeban_hq;
    GRANT sayeban_hq, sayeban_scoped TO sayeban_web;
    EXECUTE format('GRANT sayeban_web TO %I', current_user);
  EXCEPTION WHEN unique_violation OR insufficient_privilege THEN NULL;
  END;
END $$;
GRANT USAGE ON SCHEMA public TO sayeban_web, sayeban_hq, sayeban_scoped;
"""


def run(sql: str, undo: str = migrations.RunSQL.noop) -> migrations.RunSQL:
    """One piece of SQL as a migration step."""
    return migrations.RunSQL(sql, undo)


def protected(
    table: str, levels: Sequence[str] = ("province", "county", "centre"), *, grow_only: bool = False
) -> migrations.RunSQL:
    """Row-level security by place, forced on the owner too (promises.md S2).

    `grow_only`: rows are added and never changed.
    """
    conditions = " OR ".join(
        _PLACE.format(column=level, plural=_PLURALS[level]) for level in levels
    )
    rights = "SELECT, INSERT" if grow_only else "SELECT, INSERT, UPDATE, DELETE"
    return run(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY nationwide ON {table} TO sayeban_hq USING (true) WITH CHECK (true);
        CREATE POLICY places ON {table} TO sayeban_scoped USING ({conditions});
        GRANT {rights} ON {table} TO sayeban_hq, sayeban_scoped;
        """
    )


def came_from(table: str) -> migrations.RunSQL:
    """Let the unit that a row comes from read it as well; its place stands in came_province, …"""
    conditions = " OR ".join(
        _PLACE.format(column=f"came_{level}", plural=plural) for level, plural in _PLURALS.items()
    )
    return run(f"CREATE POLICY came ON {table} FOR SELECT TO sayeban_scoped USING ({conditions})")


BOUNDED_ROLE_SQL = """
DO $$
BEGIN
  BEGIN
    CREATE ROLE sayeban_bounded NOLOGIN NOINHERIT;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
  END;
  BEGIN
    GRANT sayeban_bounded TO sayeban_web;
  EXCEPTION WHEN unique_violation OR insufficient_privilege THEN NULL;
  END;
END $$;
GRANT USAGE ON SCHEMA public TO sayeban_bounded;
"""
"""The role of who sees parts of units alone: it reads named columns and nothing else."""


COMPANY_ROLE_SQL = BOUNDED_ROLE_SQL.replace("sayeban_bounded", "sayeban_company")
"""The role of a utility company's program: it reads its own feeds and nothing else."""


CITIZEN_ROLE_SQL = BOUNDED_ROLE_SQL.replace("sayeban_bounded", "sayeban_citizen")
"""The role of a client who looks at his own household: it reads named columns of it."""


def of_household(
    table: str, columns: Sequence[str], key: str = "household_id"
) -> migrations.RunSQL:
    """Let a client read these columns of the rows of his own household, and of no other."""
    return run(
        f"""
        CREATE POLICY household ON {table} TO sayeban_citizen USING (
          {key} = (SELECT nullif(current_setting('sayeban.household', true), '')::bigint));
        GRANT SELECT ({", ".join(columns)}) ON {table} TO sayeban_citizen;
        """
    )


def of_himself(table: str, columns: Sequence[str], key: str = "person_id") -> migrations.RunSQL:
    """Let a client read these columns of the rows about himself, and of nobody else's."""
    return run(
        f"""
        CREATE POLICY himself ON {table} FOR SELECT TO sayeban_citizen USING (
          {key} = (SELECT nullif(current_setting('sayeban.person', true), '')::bigint));
        GRANT SELECT ({", ".join(columns)}) ON {table} TO sayeban_citizen;
        """
    )


def of_feeds(table: str) -> migrations.RunSQL:
    """Let a company read the rows of the feeds that were opened to it in this transaction."""
    return run(
        f"""
        CREATE POLICY feeds ON {table} TO sayeban_company USING (
          feed_id = ANY ((SELECT string_to_array(current_setting('sayeban.feeds', true), ','))
            ::text[]));
        GRANT SELECT ON {table} TO sayeban_company;
        """
    )


def bounded(
    table: str, columns: Sequence[str], condition: str, *, check: str = ""
) -> migrations.RunSQL:
    """Let who is bounded to parts of units read these columns of the rows that `condition` names.

    `check`: he may add rows for which it holds as well.
    """
    adds = f"GRANT INSERT ON {table} TO sayeban_bounded;" if check else ""
    of_new = f" WITH CHECK ({check})" if check else ""
    return run(
        f"""
        CREATE POLICY parts ON {table} TO sayeban_bounded USING ({condition}){of_new};
        GRANT SELECT ({", ".join(columns)}) ON {table} TO sayeban_bounded;
        {adds}
        """
    )


def within_places(levels: Sequence[str] = ("county", "centre")) -> str:
    """The condition that a row is in one of the actor's units, for policies of one's own."""
    conditions = (_PLACE.format(column=level, plural=_PLURALS[level]) for level in levels)
    return f"({' OR '.join(conditions)})"


def shared(table: str, *, grow_only: bool = False) -> migrations.RunSQL:
    """A table that belongs to no place; only commands and looks with a scope reach it."""
    rights = "SELECT, INSERT" if grow_only else "SELECT, INSERT, UPDATE, DELETE"
    return run(f"GRANT {rights} ON {table} TO sayeban_hq, sayeban_scoped;")


def web(table: str) -> migrations.RunSQL:
    """A table that the web process needs before it knows who signs in."""
    return run(
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table}"
        " TO sayeban_web, sayeban_hq, sayeban_scoped;"
    )


def history(table: str, columns: Sequence[str], key: str = "id") -> migrations.RunSQL:
    """Keep what a row held before `columns` changed: nothing is overwritten.

    A value that becomes known for the first time overwrites nothing and is not kept.
    Set-based: one statement trigger joins the rows before and after, so a bulk change costs one
    hash join and a bulk insert nothing.
    """
    arguments = ", ".join(f"'{name}'" for name in (key, *columns))
    return run(
        f"""
        CREATE TRIGGER {table}_history AFTER UPDATE ON {table}
        REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION keep_history({arguments});
        """
    )


HISTORY_SQL = """
CREATE OR REPLACE FUNCTION keep_history() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  key text := TG_ARGV[0];
  pairs text; lost text; name text;
BEGIN
  FOR i IN 1 .. TG_NARGS - 1 LOOP
    name := TG_ARGV[i];
    pairs := concat_ws(', ', pairs, format('%L, o.%I', name, name));
    lost := concat_ws(' OR ', lost,
      format('(o.%I IS DISTINCT FROM n.%I AND nullif(o.%I::text, '''') IS NOT NULL)',
             name, name, name));
  END LOOP;
  EXECUTE format(
    'INSERT INTO runtime_history (table_name, row_id, old, at, user_id, command,'
    ' province, county, centre)'
    ' SELECT %L, o.%I, jsonb_build_object(%s), clock_timestamp(),'
    ' nullif(current_setting(''sayeban.user_id'', true), '''')::bigint,'
    ' nullif(current_setting(''sayeban.command'', true), '''')::uuid,'
    ' o.province, o.county, o.centre'
    ' FROM old_rows o JOIN new_rows n USING (%I) WHERE %s',
    TG_TABLE_NAME, key, pairs, key, lost);
  RETURN NULL;
END $$;
"""


def nationwide_only(table: str) -> migrations.RunSQL:
    """A table that headquarters alone may see."""
    return run(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO sayeban_hq;")


SETTINGS_SQL = """
CREATE FUNCTION keep_setting() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  before jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
  after jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
BEGIN
  IF before IS DISTINCT FROM after THEN
    INSERT INTO runtime_settingchange (table_name, row_id, old, new, at, user_id, command)
    VALUES (TG_TABLE_NAME, coalesce(after, before) ->> TG_ARGV[0], before, after,
      clock_timestamp(), nullif(current_setting('sayeban.user_id', true), '')::bigint,
      nullif(current_setting('sayeban.command', true), '')::uuid);
  END IF;
  RETURN NULL;
END $$;
"""


def setting(table: str, key: str = "id") -> migrations.RunSQL:
    """Keep who changed which row of a small table of settings, old and new."""
    return run(
        f"""
        CREATE TRIGGER {table}_setting AFTER INSERT OR UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION keep_setting('{key}');
        """
    )
