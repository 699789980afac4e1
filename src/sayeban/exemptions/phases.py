"""The phases of one campaign as SQL: the first one and those that continue it (A-042, A-149)."""

FAMILY = """ARRAY(
    SELECT f.id FROM exemptions_campaign f JOIN exemptions_campaign me
      ON coalesce(f.continues_id, f.id) = coalesce(me.continues_id, me.id)
    WHERE me.id = %(campaign)s)"""
"""Ids of the campaign and of its other phases. A bill is one household's in all of them, and a
meter is delivered once; campaigns of other years are none of each other's business."""
