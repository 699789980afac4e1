"""Addresses of the pages of one unit, one row, one suspicion; mounted under /campaigns/<code>/.

Persons are named by the row's key alone: no national id stands in any address.
"""

from django.urls import path

from sayeban.exemptions.pages.approval import page as approval
from sayeban.exemptions.pages.calls import contact
from sayeban.exemptions.pages.calls import page as calls
from sayeban.exemptions.pages.collect import page as collect
from sayeban.exemptions.pages.corrections import page as corrections
from sayeban.exemptions.pages.counter import office as counter_office
from sayeban.exemptions.pages.declaration import page as declaration
from sayeban.exemptions.pages.duties import page as duties
from sayeban.exemptions.pages.duties import within as duties_within
from sayeban.exemptions.pages.inform import page as inform
from sayeban.exemptions.pages.moves import listing as moves
from sayeban.exemptions.pages.moves import page as move
from sayeban.exemptions.pages.release import page as release
from sayeban.exemptions.pages.row import documents as row_documents
from sayeban.exemptions.pages.row import filling as row_filling
from sayeban.exemptions.pages.row import page as row
from sayeban.exemptions.pages.rows import page as rows
from sayeban.exemptions.pages.sample import again, phone
from sayeban.exemptions.pages.sample import page as sample
from sayeban.exemptions.pages.sharing import page as sharing
from sayeban.exemptions.pages.table import cells, paste
from sayeban.exemptions.pages.table import page as table
from sayeban.exemptions.pages.training import page as training
from sayeban.exemptions.pages.village import confirming
from sayeban.exemptions.pages.violations import page as violations
from sayeban.exemptions.pages.violations import rates

_UNIT = "<str:code>/units/<str:unit>"
_ROW = "<str:code>/rows/<uuid:key>"
_CASE = "<str:code>/violations/<int:key>"
_MOVE = "<str:code>/moves/<int:number>"
_TENANCY = "<str:code>/tenancies/<int:number>"

urlpatterns = [
    path(f"{_UNIT}/rows/", rows.worklist, name="campaign_rows"),
    path(f"{_UNIT}/rows.xlsx", rows.as_workbook, name="campaign_rows_xlsx"),
    path(f"{_UNIT}/table/", table.table, name="campaign_table"),
    path(f"{_UNIT}/table/sheet/", table.sheet, name="campaign_table_sheet"),
    path(f"{_UNIT}/paste/", paste.paste, name="campaign_paste"),
    path("<str:code>/pastes/<uuid:paste_id>/", paste.pasted, name="campaign_pasted"),
    path(f"{_ROW}/cells/", cells.cells, name="campaign_row_cells"),
    path(f"{_ROW}/", row.one_row, name="campaign_row"),
    path(f"{_ROW}/fill/", row_filling.fill, name="campaign_row_fill"),
    path(f"{_ROW}/documents/", row_documents.attach, name="campaign_row_attach"),
    path(
        f"{_ROW}/documents/<int:evidence_id>/", row_documents.document, name="campaign_row_document"
    ),
    path(f"{_ROW}/findings/<int:finding_id>/", row_documents.finding, name="campaign_row_finding"),
    path(f"{_UNIT}/collect/", collect.send, name="campaign_collect"),
    path("<str:code>/reports/<str:name>/", collect.report, name="campaign_report"),
    path("<str:code>/reports/<str:name>/file/", collect.report_file, name="campaign_report_file"),
    path(f"{_UNIT}/duties/", duties.duties, name="campaign_duties"),
    path(f"{_UNIT}/duties.xlsx", duties_within.as_workbook, name="campaign_duties_xlsx"),
    path(f"{_UNIT}/duties/map/", duties.draw, name="campaign_map"),
    path(f"{_UNIT}/duties/documents/<int:number>/", duties.picture, name="campaign_map_picture"),
    path(f"{_UNIT}/duties/mark/<str:duty>/", duties.mark, name="campaign_duty"),
    path(f"{_UNIT}/training/", training.record, name="campaign_training"),
    path(f"{_UNIT}/sharing/", sharing.share, name="campaign_sharing"),
    path(f"{_UNIT}/declaration/", declaration.sign, name="campaign_declaration"),
    path(f"{_UNIT}/sample/", sample.checks, name="campaign_sample"),
    path(f"{_UNIT}/sample/draw/", sample.draw, name="campaign_sample_draw"),
    path(f"{_UNIT}/sample/file/", sample.send_file, name="campaign_sample_file"),
    path(f"{_UNIT}/sample/sheet.xlsx", sample.as_workbook, name="campaign_sample_xlsx"),
    path(f"{_UNIT}/sample/round/", phone.round_of, name="campaign_sample_round"),
    path(f"{_UNIT}/sample/round/<uuid:key>/", phone.household, name="campaign_sample_household"),
    path(f"{_UNIT}/sample/draws/<int:number>/", again.again, name="campaign_sample_again"),
    path(f"{_UNIT}/approval/", approval.batch, name="campaign_approval"),
    path(f"{_UNIT}/approval/withdraw/", approval.withdraw, name="campaign_approval_withdraw"),
    path("<str:code>/violations/", violations.cases, name="campaign_violations"),
    path(f"{_CASE}/", violations.one_case, name="campaign_violation"),
    path(f"{_CASE}/clear/", violations.clear, name="campaign_violation_clear"),
    path(f"{_CASE}/confirm/", violations.confirm, name="campaign_violation_confirm"),
    path(f"{_CASE}/letter/", violations.letter, name="campaign_violation_letter"),
    path(f"{_CASE}/letter.pdf", violations.letter_pdf, name="campaign_violation_pdf"),
    path(f"{_UNIT}/violation-rates/", rates.violation_rates_of, name="campaign_violation_rates"),
    path(f"{_UNIT}/violation-rates/<slug:name>/", rates.picture, name="campaign_rates_picture"),
    path(
        f"{_UNIT}/violation-rates/<slug:name>.xlsx",
        rates.picture_xlsx,
        name="campaign_rates_picture_xlsx",
    ),
    path(f"{_UNIT}/release/", release.decide, name="campaign_release"),
    path(
        f"{_UNIT}/release/preview.xlsx", release.preview_xlsx, name="campaign_release_preview_xlsx"
    ),
    path(f"{_UNIT}/inform/", inform.tell, name="campaign_inform"),
    path(f"{_UNIT}/calls/", calls.calls, name="campaign_calls"),
    path(f"{_UNIT}/calls.xlsx", calls.as_workbook, name="campaign_calls_xlsx"),
    path(f"{_UNIT}/corrections/", corrections.corrections, name="campaign_corrections"),
    path(f"{_UNIT}/corrections.xlsx", corrections.as_workbook, name="campaign_corrections_xlsx"),
    path(f"{_UNIT}/counter/", counter_office.office, name="campaign_counter"),
    path(f"{_UNIT}/known/", confirming.waiting, name="campaign_known"),
    path(f"{_UNIT}/known/<int:entry>/", confirming.decide, name="campaign_known_decide"),
    path(f"{_ROW}/contact/", contact.contact, name="campaign_contact"),
    path(f"{_UNIT}/moves/", moves.moves, name="campaign_moves"),
    path(f"{_ROW}/move/", move.new_move, name="campaign_move_new"),
    path(f"{_MOVE}/", move.one_move, name="campaign_move"),
    path(f"{_MOVE}/approve/", move.approve, name="campaign_move_approve"),
    path(f"{_MOVE}/hand-over/", move.hand_over, name="campaign_move_hand_over"),
    path(f"{_MOVE}/withdraw/", move.withdraw, name="campaign_move_withdraw"),
    path(f"{_TENANCY}/", moves.tenancy, name="campaign_tenancy"),
    path(f"{_TENANCY}/prolong/", moves.prolong, name="campaign_tenancy_prolong"),
    path(f"{_TENANCY}/leave/", moves.leave, name="campaign_tenancy_leave"),
]
