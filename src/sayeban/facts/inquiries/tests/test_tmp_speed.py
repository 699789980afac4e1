import time
import pytest
from django.db import connection
from django.utils.timezone import now
from sayeban.facts.actions.ask_register import ask_for
from sayeban.facts.actions.answer_inquiries import take_questions, write_answers
from sayeban.facts.inquiries.envelope import Answer
from sayeban.facts.inquiries.tests.makers import *
from sayeban.facts.reads.registers import registers_now
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting, looking
pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]
N = 200_000

def test_speed():
    with world(per_minute=60000, burst=60000) as there:
        with acting(OPERATOR, now()), connection.cursor() as c:
            c.execute("INSERT INTO people_household (province,county,centre) SELECT '07','0701','7011' FROM generate_series(1,%s) ", [N])
            c.execute("""INSERT INTO people_person (identifier_type, identifier, province, county, centre, household_id, mobile)
              SELECT 'national_id', lpad((9990000000 + g)::text, 10, '0'), '07','0701','7011', h.id, '+98912' || lpad(g::text,7,'0')
              FROM (SELECT id, row_number() OVER (ORDER BY id) g FROM people_household) h""")
        with connection.cursor() as c:
            c.execute("RESET ROLE"); c.execute("ANALYZE people_person, people_household, people_residence"); c.execute("SELECT id FROM people_person ORDER BY id"); ids=[i for (i,) in c.fetchall()]; c.execute("SET ROLE sayeban_web")
        t=time.perf_counter(); told = ask_for(actor=OPERATOR, at=now(), persons=ids, register="decile", purpose="welfare_file"); print("\nask_for", N, told, round(time.perf_counter()-t,2))
        t=time.perf_counter(); told = ask_for(actor=OPERATOR, at=now(), persons=ids, register="decile", purpose="welfare_file"); print("again", told, round(time.perf_counter()-t,2))
        with connection.cursor() as c:
            c.execute("RESET ROLE"); c.execute("ANALYZE facts_inquiry"); c.execute("SET ROLE sayeban_web")
        for size in (40, 40, 1000, 1000):
            t=time.perf_counter(); taken = take_questions(actor=SYSTEM, at=now(), register="decile", most=size); a=time.perf_counter()-t
            answers=[Answer(r.request_id,"ok","p","r",None,"h",{"decile":3}) for r in taken.requests]
            t=time.perf_counter(); write_answers(actor=SYSTEM, at=now(), taken=taken, answers=answers); print(size, "take", round(a,3), "write", round(time.perf_counter()-t,3))
        t=time.perf_counter(); ask(ids[-1], "tax"); print("one", round(time.perf_counter()-t,3))
        t=time.perf_counter(); n=round_at(now()); print("round", n, round(time.perf_counter()-t,3))
        with looking(SYSTEM):
            t=time.perf_counter(); registers_now(now()); print("state page", round(time.perf_counter()-t,3))
