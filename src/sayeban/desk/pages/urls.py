"""Addresses of the service desk."""

from django.urls import path

from sayeban.desk.pages import (
    booking,
    booking_slip,
    counter,
    freeze,
    guest,
    hall,
    importing,
    mobile,
    request,
    settings,
    staff,
    survey,
    visitor,
)
from sayeban.desk.pages.reports import page as reports

urlpatterns = [
    path("", counter.desk_list, name="desks"),
    path("hall/<uuid:key>/", hall.screen, name="desk_screen"),
    path("hall/<uuid:key>/number/", hall.kiosk, name="desk_kiosk"),
    path("desks.xlsx", importing.as_workbook, name="desks_xlsx"),
    path("import/", importing.upload, name="desk_import"),
    path("freeze/", freeze.freeze, name="desk_freeze"),
    path("freeze/<int:number>/end/", freeze.end, name="desk_freeze_end"),
    path("training/", staff.staff, name="desk_staff"),
    path("training/training.xlsx", staff.as_workbook, name="desk_staff_xlsx"),
    path("satisfaction/", survey.satisfaction, name="desk_satisfaction"),
    path(
        "satisfaction/satisfaction.xlsx",
        survey.satisfaction_workbook,
        name="desk_satisfaction_xlsx",
    ),
    path("reports/", reports.reports, name="desk_reports"),
    path("reports/reports.xlsx", reports.as_workbook, name="desk_reports_xlsx"),
    path("reports/sheet/", reports.sheet, name="desk_reports_sheet"),
    path("<slug:code>/", counter.desk, name="desk"),
    path("<slug:code>/queue/", counter.queue, name="desk_queue"),
    path("<slug:code>/slip/<int:ticket>/", hall.slip, name="desk_slip"),
    path("<slug:code>/visitor/", visitor.visitor, name="desk_visitor"),
    path("<slug:code>/newcomer/", visitor.newcomer, name="desk_newcomer"),
    path("<slug:code>/visits/", guest.welcome, name="desk_guests"),
    path("<slug:code>/visits/<uuid:key>/", guest.guest, name="desk_guest"),
    path("<slug:code>/visits/<uuid:key>/slips/<int:number>/", guest.slip, name="desk_guest_slip"),
    path(
        "<slug:code>/visits/<uuid:key>/<slug:service_code>/",
        guest.service,
        name="desk_guest_service",
    ),
    path("<slug:code>/persons/<int:person_id>/", request.person, name="desk_person"),
    path(
        "<slug:code>/persons/<int:person_id>/<slug:service_code>/",
        request.service,
        name="desk_service",
    ),
    path(
        "<slug:code>/persons/<int:person_id>/<slug:service_code>/wait/",
        request.wait,
        name="desk_wait",
    ),
    path(
        "<slug:code>/persons/<int:person_id>/<slug:service_code>/form/",
        request.form,
        name="desk_form",
    ),
    path("<slug:code>/cases/<int:case_id>/", request.tracking, name="desk_tracking"),
    path("<slug:code>/times/", booking.times, name="desk_times"),
    path("<slug:code>/times/<int:number>/", booking.end, name="desk_time"),
    path("<slug:code>/times/<int:number>/slip/", booking_slip.time_slip, name="desk_time_slip"),
    path("<slug:code>/mobiles/<int:person_id>/", mobile.mobile, name="desk_mobile"),
    path("<slug:code>/ask/", survey.ask, name="desk_ask"),
    path("<slug:code>/settings/", settings.settings, name="desk_settings"),
    path("<slug:code>/settings/key/", settings.new_key, name="desk_key"),
    path("<slug:code>/training/", settings.training, name="desk_training"),
]
