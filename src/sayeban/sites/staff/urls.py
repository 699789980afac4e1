"""Addresses of the staff pages."""

from django.urls import path

from sayeban.sites.staff import (
    deputies,
    devices,
    find,
    home,
    outbox,
    password,
    sign_in,
    texts,
    trail,
    user,
    users,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("enter/", sign_in.enter, name="sign_in"),
    path("enter/code/", sign_in.code, name="sign_in_code"),
    path("enter/enrol/", sign_in.enrol, name="sign_in_enrol"),
    path("leave/", sign_in.leave, name="sign_out"),
    path("password/", password.change, name="change_password"),
    path("devices/", devices.device_list, name="devices"),
    path("devices/<int:device_id>/revoke/", devices.revoke, name="device_revoke"),
    path("deputies/", deputies.deputy_list, name="deputies"),
    path("deputies/<int:appointment_id>/", deputies.one_deputy, name="deputy"),
    path("deputies/<int:appointment_id>/withdraw/", deputies.withdraw, name="deputy_withdraw"),
    path("find/", find.find, name="find"),
    path("outbox/", outbox.messages, name="outbox"),
    path("texts/", texts.text_list, name="texts"),
    path("texts/<str:code>/", texts.one_text, name="text"),
    path("texts/<str:code>/<int:version>/approve/", texts.approve, name="text_approve"),
    path("trail/", trail.trail, name="trail"),
    path("users/", users.user_list, name="users"),
    path("users/new/", users.new_user, name="new_user"),
    path("users/helper/", users.new_helper, name="new_helper"),
    path("users/<int:user_id>/", user.one_user, name="user"),
    path("users/<int:user_id>/post/", user.give_post, name="user_give_post"),
    path("users/post/<int:appointment_id>/end/", user.end_post, name="user_end_post"),
    path("users/<int:user_id>/disable/", user.disable, name="user_disable"),
    path("users/<int:user_id>/enable/", user.enable, name="user_enable"),
    path("users/<int:user_id>/password/", user.new_password, name="user_password"),
    path("users/<int:user_id>/totp/", user.forget_totp, name="user_forget_totp"),
]
