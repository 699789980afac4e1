"""Conditions: one tree of leaves for rules, visibility of questions and guards of steps. Pure."""
