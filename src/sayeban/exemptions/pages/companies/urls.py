"""Addresses of agreements with companies; mounted under /companies/."""

from django.urls import path

from sayeban.exemptions.pages.companies import page, programs, signals

urlpatterns = [
    path("", page.agreement_list, name="agreements"),
    path("signals/", signals.all_given_up, name="signals_given_up"),
    path("new/", page.new_agreement, name="new_agreement"),
    path("<int:number>/", page.one_agreement, name="agreement"),
    path("<int:number>/activate/", page.activate, name="agreement_activate"),
    path("<int:number>/ready/", page.ready, name="agreement_ready"),
    path("<int:number>/end/", page.end, name="agreement_end"),
    path("<int:number>/signals/", signals.signals, name="signals"),
    path("<int:number>/signals/close/", signals.close, name="signals_close"),
    path("<int:number>/signals/again/", signals.again, name="signals_again"),
    path("<int:number>/programs/", programs.add, name="program_add"),
    path(
        "<int:number>/programs/<str:client_id>/secret/",
        programs.another_secret,
        name="program_secret",
    ),
    path("<int:number>/programs/<str:client_id>/key/", programs.key, name="program_key"),
    path("<int:number>/programs/<str:client_id>/close/", programs.close, name="program_close"),
]
