"""Service documents that tests draw, write and read."""

from typing import Any

CARD: dict[str, Any] = {
    "code": "disability_card",
    "title": "صدور کارت معلولیت",
    "search_words": ["کارت معلولیت", "کارت توان‌خواه"],
    "department": "rehabilitation",
    "legal_basis": "قانون حمایت از حقوق معلولان، مادهٔ ۱",
    "sheet": {
        "service_id": "13031001",
        "provider": "بهزیستی شهرستان",
        "parent_body": "سازمان بهزیستی کشور",
        "description": "شناسایی و صدور کارت برای افراد دارای معلولیت",
        "type": "G2C",
        "recipients": "افراد دارای معلولیت",
        "nature": "sovereign",
        "level": "urban",
        "life_event": "معلولیت",
        "trigger": "request",
        "monthly_volume": "900",
        "cost": "رایگان",
        "channels": {
            "information": ["حضوری", "تلفن"],
            "request": ["میز خدمت"],
            "production": [],
            "delivery": ["پست"],
        },
        "inquiries": ["ثبت احوال", "کمیسیون پزشکی"],
        "sample": True,
        "guardian": "shown",
    },
    "form": None,
    "rule": None,
    "legal_deadline_days": 30,
    "start": "intake",
    "documents": [
        {"code": "photo", "title": "عکس", "required": True, "when": None},
        {
            "code": "guardian",
            "title": "حکم قیم",
            "required": False,
            "when": {"id": "minor", "fact": "age", "op": "<", "value": 18},
        },
    ],
    "steps": [
        {
            "key": key,
            "title": title,
            "role": role,
            "unit_level": level,
            "department": department,
            "days": days,
            "clock": clock,
            "checklist": ["مدارک دیده شد"] if key == "intake" else [],
            "tell_citizen": tell,
            "parallel_with": None,
        }
        for key, title, role, level, department, days, clock, tell in (
            ("intake", "پذیرش", "desk_clerk", "county", None, 1, "own", "opened"),
            ("fix", "تکمیل مدارک", "desk_clerk", "county", None, 10, "applicant", "asked"),
            ("expert", "بررسی", "liaison_expert", "county", "rehabilitation", 3, "own", None),
            ("commission", "کمیسیون", "province_expert", "province", None, 20, "external", None),
            ("issue", "صدور و تحویل کارت", "desk_clerk", "county", None, 5, "own", "decided"),
        )
    ],
    "transitions": [
        {
            "step": step,
            "outcome": outcome,
            "label": label,
            "to": to,
            "reason_required": to in ("close:refused", "close:legally_not_possible"),
            "ground": "other" if outcome == "missing" else None,
            "documents": "complete" if outcome == "complete" else None,
            "guard": None,
        }
        for step, outcome, label, to in (
            ("intake", "complete", "مدارک کامل است", "expert"),
            ("intake", "lacking", "مدارک ناقص است", "fix"),
            ("intake", "withdrawn", "متقاضی منصرف شد", "close:withdrawn"),
            ("fix", "brought", "مدارک رسید", "expert"),
            ("fix", "missing", "در مهلت نیاورد", "close:refused"),
            ("expert", "send", "معرفی به کمیسیون", "commission"),
            ("expert", "known", "کمیسیون پیش‌تر نظر داده است", "issue"),
            ("expert", "back", "بازگشت برای تکمیل مدارک", "fix"),
            ("expert", "barred", "قانون اجازه نمی‌دهد", "close:legally_not_possible"),
            ("commission", "yes", "معلولیت تأیید شد", "issue"),
            ("commission", "no", "تأیید نشد", "close:refused"),
            ("commission", "again", "بررسی دوباره", "expert"),
            ("issue", "done", "کارت تحویل شد", "close:done"),
        )
    ],
}
"""A service with every kind of way: on, back, over a step, and to each end but one."""
