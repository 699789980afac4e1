"""A program of a water, electricity or gas company, small enough to be copied.

It needs Python alone and nothing of Sayeban. It reads the feeds that are open to the company into a
table of its own (`pull`), says what became of each record (`receipts`) and of each bill period
(`consumption`). It may be killed anywhere and started again: what was read is kept together with
the place up to which it was read, and what is to be sent is kept with its key before it is sent.
"""
