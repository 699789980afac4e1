"""Every page has its help and every post its start; no help speaks of a page that is gone."""

from sayeban.accounts.public import Post
from sayeban.sites import help as texts
from tests.matrix.pages import addresses

NOT_PAGES = {
    "by_hand_paper",
    "by_hand_xlsx",
    "means_xlsx",
    "rule_impact_xlsx",
    "contest_document",
    "campaign_board_xlsx",
    "campaign_picture_xlsx",
    "campaign_rates_picture_xlsx",
    "campaign_calls_xlsx",
    "campaign_corrections_xlsx",
    "campaign_duties_xlsx",
    "campaign_map_picture",
    "campaign_public_key",
    "campaign_rejected_xlsx",
    "campaign_report_file",
    "campaign_release_preview_xlsx",
    "campaign_row_document",
    "campaign_row_finding",
    "campaign_row_cells",
    "campaign_rows_xlsx",
    "campaign_sample_xlsx",
    "campaign_violation_pdf",
    "campaign_work_file",
    "consumption_xlsx",
    "dci_key_set",
    "deliveries_xlsx",
    "desk_reports_xlsx",
    "desk_satisfaction_xlsx",
    "desk_sound",
    "desk_staff_xlsx",
    "desks_xlsx",
    "field_contact",
    "field_shell",
    "field_worker",
    "form_download",
    "healthz",
    "list_changes",
    "list_feeds",
    "list_open_receipts",
    "metrics",
    "one_exemption",
    "one_job",
    "readyz",
    "reconciled_records_xlsx",
    "reconciliation_xlsx",
    "case_paper",
    "services_xlsx",
    "snapshot",
    "snapshot_file",
    "social_case",
    "social_form",
    "social_forms",
    "social_openapi",
    "social_submission",
    "utility_openapi",
    "work_xlsx",
}
"""Files, signs of life and what a script asks for: nobody reads a help there."""


def pages() -> set[str]:
    return {name for name, each in addresses().items() if "GET" in each.door.methods} - NOT_PAGES


def test_every_page_has_its_help_and_every_help_its_page() -> None:
    assert pages() ^ set(texts.pages()) == set()


def test_what_is_no_page_is_there() -> None:
    assert set(addresses()) >= NOT_PAGES


def test_every_post_has_its_start() -> None:
    assert set(texts.posts()) == set(Post)


def test_no_help_speaks_of_a_page_that_is_gone() -> None:
    spoken = {
        name for text in (*texts.pages().values(), *texts.posts().values()) for name in text.pages
    }
    assert spoken - pages() == set()
    assert spoken


def test_every_help_has_a_title_and_says_something() -> None:
    for name, text in (*texts.pages().items(), *texts.posts().items()):
        assert text.title, name
        assert text.blocks, name
