"""Single window: request, three priorities, referral, visit, decision, passing on, exit plan.

Not built yet; its place on the map is held by the import contracts.
"""
