"""The only door of `forms` for packages above.

Planned here (the shapes stand, their bodies follow):
`import_form(*, actor, at, document) -> FormVersion` makes or replaces the draft of a form.
`publish_form(*, actor, at, code, edition) -> FormVersion` by a second person.
`published(code) -> FormVersion | None`, `version_of(code, n) -> FormVersion`.
`start(*, actor, at, unit, code, person_id, channel, helper="", key=None) -> UUID`.
`answer(*, actor, at, unit, key, answers) -> None`: answers by question key, None is «نمی‌دانم».
`submit(*, actor, at, unit, key) -> Submitted`: writes the facts; a second time changes nothing.
`submission(key) -> SubmissionFile`: form, version, answers with where they come from.
`json_schema(version) -> dict`: JSON Schema 2020-12 of the answers.
"""
