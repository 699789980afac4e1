"""Who may do what in a campaign: the one list, as the procedure of seed 001 gives the roles."""

from sayeban.kit.posts import HQ_POSTS

HEADQUARTERS = HQ_POSTS
DEPUTY = frozenset({"hq_deputy"})
EXPERTS = frozenset({"province_expert", "county_expert"})
HEADS = frozenset({"centre_head", "county_head", "director_general"})
TRAINERS = frozenset({"technical_head", "centre_head"})
CENTRE_HEAD = frozenset({"centre_head"})
CENTRE_COLLECTORS = CENTRE_HEAD | {"social_worker"}
COLLECTORS = CENTRE_COLLECTORS | EXPERTS
INFORMERS = EXPERTS | CENTRE_HEAD
"""Who sends texts to the clients of his own worklist (A-090)."""
CLERKS = frozenset({"counter_clerk"})
VILLAGE_HELPERS = frozenset({"village_helper"})
SAMPLE_READERS = EXPERTS | HEADS
REVIEWERS = frozenset({"county_head", "director_general", "hq_deputy"})
SUPERVISORS = HEADQUARTERS | EXPERTS | frozenset({"county_head", "director_general"})
"""Who watches over the units below his own and reminds them (A-120, A-130)."""
RATED = COLLECTORS | HEADS | HEADQUARTERS
"""Who sees rates of violations: heads of the units below them and of their own, others theirs."""
RELEASERS = frozenset({"director_general"})
RECEIVERS = EXPERTS | HEADS | TRAINERS | COLLECTORS
"""Who may acknowledge that his unit has its part; who only reads acknowledges nothing."""
RELEASE_READERS = HEADQUARTERS | {"province_expert", "director_general", "observer"}
"""Who may see released lists, each within his own place."""
DELIVERY_READERS = HEADQUARTERS | {"province_expert", "director_general"}
"""Who sees what companies of his place were given and said."""
BOARD_READERS = DELIVERY_READERS | frozenset({"observer"})
"""Who sees how far the delivery is, without a person in it: also the ministry that coordinates."""
COVER_DECIDERS = DEPUTY | RELEASERS
"""Who decides which institution's exemption stays."""
STAFF = HEADQUARTERS | EXPERTS | HEADS | TRAINERS | COLLECTORS | frozenset({"observer"})
"""Who may open the pages of a campaign, each within his own place."""
