"""Addresses of the campaign's pages; the pages of one unit's work are in urls_unit."""

from django.urls import URLPattern, URLResolver, include, path

from sayeban.exemptions.pages.board import looks, quality
from sayeban.exemptions.pages.board import page as board
from sayeban.exemptions.pages.campaigns import page as campaigns
from sayeban.exemptions.pages.counter import office as counter_office
from sayeban.exemptions.pages.hand_down import page as hand_down
from sayeban.exemptions.pages.loads import page as loads
from sayeban.exemptions.pages.rejected import page as rejected
from sayeban.exemptions.pages.releases import page as releases
from sayeban.exemptions.pages.settings import page as settings
from sayeban.exemptions.pages.work import page as work

urlpatterns: list[URLPattern | URLResolver] = [
    path("", campaigns.campaign_list, name="campaigns"),
    path("new/", campaigns.new_campaign, name="new_campaign"),
    path("<str:code>/", board.home, name="campaign"),
    path("<str:code>/settings/", settings.terms, name="campaign_settings"),
    path("<str:code>/settings/extend/", settings.extend, name="campaign_extend"),
    path("<str:code>/settings/reserve/", settings.reserve, name="campaign_reserve"),
    path("<str:code>/settings/counter/", counter_office.switch, name="campaign_counter_switch"),
    path("<str:code>/settings/require/", settings.require, name="campaign_require"),
    path("<str:code>/settings/close/", settings.close, name="campaign_close"),
    path("<str:code>/loads/", loads.load_list, name="campaign_loads"),
    path("<str:code>/loads/<int:load_id>/resume/", loads.resume, name="campaign_load_resume"),
    path("<str:code>/rejected/", rejected.rejected, name="campaign_rejected"),
    path("<str:code>/rejected.xlsx", rejected.rejected_xlsx, name="campaign_rejected_xlsx"),
    path("<str:code>/works/<uuid:work_id>/", work.progress, name="campaign_work"),
    path("<str:code>/works/<uuid:work_id>/again/", work.again, name="campaign_work_again"),
    path("<str:code>/works/<uuid:work_id>/file/", work.made_file, name="campaign_work_file"),
    path("<str:code>/releases/", releases.release_list, name="campaign_releases"),
    path("<str:code>/releases/key.pem", releases.public_key, name="campaign_public_key"),
    path(
        "<str:code>/releases/<int:release_id>/received/",
        releases.copy_received,
        name="campaign_copy_received",
    ),
    path("<str:code>/releases/<int:release_id>/pack/", releases.pack, name="campaign_pack"),
    path("<str:code>/units/<str:unit>/", board.board, name="campaign_board"),
    path("<str:code>/units/<str:unit>/board.xlsx", board.board_xlsx, name="campaign_board_xlsx"),
    path("<str:code>/units/<str:unit>/remind/", board.remind, name="campaign_remind"),
    path("<str:code>/units/<str:unit>/quality/", quality.quality, name="campaign_quality"),
    path("<str:code>/units/<str:unit>/projector/", looks.projector, name="campaign_projector"),
    path("<str:code>/units/<str:unit>/sheet/", looks.sheet, name="campaign_board_sheet"),
    path(
        "<str:code>/units/<str:unit>/pictures/<slug:name>/", looks.picture, name="campaign_picture"
    ),
    path(
        "<str:code>/units/<str:unit>/pictures/<slug:name>.xlsx",
        looks.picture_xlsx,
        name="campaign_picture_xlsx",
    ),
    path(
        "<str:code>/units/<str:unit>/hand-down/", hand_down.handed_down, name="campaign_hand_down"
    ),
    path("<str:code>/units/<str:unit>/worksheet/", hand_down.worksheet, name="campaign_worksheet"),
    path("<str:code>/units/<str:unit>/split/", hand_down.split_all, name="campaign_split"),
    path("<str:code>/units/<str:unit>/received/", hand_down.received, name="campaign_receive"),
    path("", include("sayeban.exemptions.pages.urls_unit")),
]
