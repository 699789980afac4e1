"""Documents of forms for tests."""

from typing import Any

from sayeban.facts.public import FactType

CATALOGUE = {
    "tenure": FactType(
        "tenure", "code", "مالکیت", "household", choices=(("own", "مالک"), ("rent", "مستأجر"))
    ),
    "rent_monthly": FactType("rent_monthly", "money", "اجارهٔ ماهانه", "household", "ریال"),
    "job": FactType("job", "text", "شغل"),
}
TENURE: dict[str, Any] = {
    "key": "tenure",
    "fact": "tenure",
    "type": "code",
    "label": "خانه‌ای که در آن زندگی می‌کنید از کیست؟",
    "pictogram": "house",
}
RENT: dict[str, Any] = {
    "key": "rent_monthly",
    "fact": "rent_monthly",
    "type": "money",
    "label": "اجارهٔ ماهانهٔ شما چقدر است؟",
    "visible_if": {"id": "rents", "fact": "tenure", "op": "=", "value": "rent"},
}
WISH: dict[str, Any] = {"key": "wish", "type": "text", "label": "چه می‌خواهید؟", "required": False}


def document(*questions: dict[str, Any], code: str = "rent_help") -> dict[str, Any]:
    """A form of one section, of the three questions above where none is given."""
    asked = list(questions or (TENURE, RENT, WISH))
    section = {"key": "home", "title": "خانه", "questions": asked}
    return {"code": code, "title": "کمک‌هزینهٔ اجاره", "sections": [section]}
