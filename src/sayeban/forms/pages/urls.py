"""Addresses of forms; mounted under /forms/."""

from django.urls import path

from sayeban.forms.pages.edit import draft, listing, preview
from sayeban.forms.pages.fill import person, question, tasks

urlpatterns = [
    path("", listing.forms, name="forms"),
    path("import/", listing.take_file, name="form_file"),
    path("for/<int:person_id>/", person.of_person, name="forms_of_person"),
    path("fill/<uuid:key>/", tasks.tasks, name="form_tasks"),
    path("fill/<uuid:key>/<int:n>/", question.one_question, name="form_question"),
    path("fill/<uuid:key>/check/", tasks.check, name="form_check"),
    path("fill/<uuid:key>/done/", tasks.sent, name="form_done"),
    path("<str:code>/", listing.one_form, name="form"),
    path("<str:code>/publish/<int:edition>/", listing.publish, name="form_publish"),
    path("<str:code>/edit/", draft.edit, name="form_edit"),
    path("<str:code>/edit/<str:section>/", draft.edit_question, name="form_new_question"),
    path(
        "<str:code>/edit/<str:section>/<str:key>/", draft.edit_question, name="form_edit_question"
    ),
    path("<str:code>/<int:n>/", preview.preview, name="form_preview"),
    path("<str:code>/<int:n>/<str:kind>", preview.download, name="form_download"),
]
