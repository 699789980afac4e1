"""The history of settings names the settings of every package."""

import re

import pytest
from django.db import connection

from sayeban.accounts.public import Post
from sayeban.cases.public import seed_case_texts
from sayeban.cases.tests.makers import calendar_written
from sayeban.exemptions.tests.makers import NOW, actor
from sayeban.exemptions.tests.visiting import visitor
from sayeban.facts.public import seed_facts, seed_registers
from sayeban.kit.units import Unit
from sayeban.organisations.public import seed
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.sites.samples.loading import load_samples
from sayeban.sites.setting_words import TABLES

pytestmark = pytest.mark.django_db
HQ = Unit.hq()


def test_every_table_whose_changes_are_kept_has_a_name() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger t"
            " JOIN pg_proc p ON p.oid = t.tgfoid WHERE p.proname = 'keep_setting'"
        )
        kept = {table for (table,) in cursor.fetchall()}
    assert kept == set(TABLES)


def test_the_history_shows_the_settings_of_all_packages() -> None:
    """Given facts, services and rules of an installation: then each change stands in words."""
    seed(NOW.date())
    with acting(OPERATOR, NOW):
        seed_case_texts(NOW)
        seed_facts()
        seed_registers(NOW)
    calendar_written()
    writer, second = actor(Post.HQ_EXPERT, HQ, 21), actor(Post.HQ_DEPUTY, HQ, 22)
    load_samples(writer=writer, second=second, at=NOW)
    deputy = visitor("deputy", Post.HQ_DEPUTY, HQ)
    for table in ("facts_fact", "eligibility_ruleversion", "cases_service", "cases_serviceversion"):
        answer = deputy.get(f"/settings/?table={table}")
        assert answer.status_code == 200
        rows = answer.content.decode().partition("<tbody")[2]
        assert f">{TABLES[table]} " in rows
    assert "تعریف خدمت: <bdi>نوشته شد</bdi>" in rows
    assert "، نسخهٔ ۱ عوض شد" in rows
    assert all(old != new for old, new in re.findall("<bdi>([^<]*)</bdi> ← <bdi>([^<]*)<", rows))
    registers = deputy.get("/settings/?table=facts_register").content.decode()
    assert "پایگاه بیرونی ثبت احوال: هویت و حیات افزوده شد" in registers
    assert deputy.get("/settings/").status_code == 200
