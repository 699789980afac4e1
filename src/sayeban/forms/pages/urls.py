"""Addresses of forms; mounted under /forms/."""

from django.urls import path

from sayeban.forms.pages.fill import person, question, tasks

urlpatterns = [
    path("for/<int:person_id>/", person.of_person, name="forms_of_person"),
    path("fill/<uuid:key>/", tasks.tasks, name="form_tasks"),
    path("fill/<uuid:key>/<int:n>/", question.one_question, name="form_question"),
    path("fill/<uuid:key>/check/", tasks.check, name="form_check"),
    path("fill/<uuid:key>/done/", tasks.sent, name="form_done"),
]
