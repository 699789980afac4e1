"""The utility-bill exemption campaign, from the headquarters' workbooks to the signed list.

Source: the procedure of seed 001, with its notes.
"""
