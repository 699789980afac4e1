"""What each format promises beyond its vectors, said once in Python (the forms are equal)."""

import pytest

from sayeban.country.formats import (
    bill_id,
    card,
    foreigner_id,
    gas_subscription,
    iban,
    meter_body_no,
    mobile,
    national_id,
    payment_id,
    postal_code,
)

BILL = "1234567800118"  # water, company 001


class TestNationalId:
    def test_a_cell_that_lost_two_zeros_is_restored_and_marked(self) -> None:
        assert national_id.restore("67749828") == ("0067749828", True)

    def test_a_cell_that_lost_one_zero_is_restored_and_marked(self) -> None:
        assert national_id.restore("499370899") == ("0499370899", True)

    def test_a_short_id_whose_check_digit_fails_stays_as_typed(self) -> None:
        assert national_id.restore("499370898") == ("499370898", False)

    def test_an_id_that_lost_three_zeros_is_not_guessed(self) -> None:
        assert national_id.restore("1234567") == ("1234567", False)

    def test_a_whole_id_is_not_marked(self) -> None:
        assert national_id.restore("0499370899") == ("0499370899", False)

    def test_a_serial_of_zeros_is_refused_although_the_sum_holds(self) -> None:
        stem = "999000000"
        assert not national_id.valid(stem + national_id.check_digit(stem))

    def test_digits_of_another_script_are_not_taken_for_ascii(self) -> None:
        assert not national_id.valid("۰۴۹۹۳۷۰۸۹۹")


class TestBillId:
    def test_the_canonical_form_is_padded_to_thirteen(self) -> None:
        assert bill_id.canonical("710032") == "0000000710032"

    def test_spellings_of_one_bill_share_the_canonical_form(self) -> None:
        assert bill_id.canonical("12345504128") == bill_id.canonical("0012345504128")

    @pytest.mark.parametrize("text", ["", "12345", "12345678901234", "12345a", "۱۲۳۴۵۶", "7 10032"])
    def test_no_six_to_thirteen_digits_is_a_wrong_length(self, text: str) -> None:
        assert bill_id.check(text, "gas") == "bill_id.length"

    @pytest.mark.parametrize("text", ["0000000000000", "000000", "0000000010033"])
    def test_leading_zeros_do_not_make_a_bill_long_enough(self, text: str) -> None:
        assert bill_id.check(text) == "bill_id.length"

    def test_a_wrong_check_digit_is_told_before_a_wrong_column(self) -> None:
        assert bill_id.check("1234567800119", "gas") == "bill_id.check_digit"

    def test_a_water_bill_in_the_gas_column_is_told(self) -> None:
        assert bill_id.check(BILL, "gas") == "bill_id.wrong_utility"
        assert bill_id.check(BILL, "water") is None

    def test_a_telephone_bill_belongs_to_no_utility(self) -> None:
        assert bill_id.utility_of("7748317800142") is None
        assert bill_id.check("7748317800142", "water") == "bill_id.wrong_utility"
        assert bill_id.check("7748317800142") is None

    @pytest.mark.parametrize("utility", ["water", "electricity", "gas"])
    def test_the_shortest_and_longest_generated_bills_are_valid(
        self, utility: bill_id.Utility
    ) -> None:
        for file_code, company in ((1, "000"), (99_999_999, "999")):
            bill = bill_id.make(file_code, company, utility)
            assert bill_id.check(bill, utility) is None
            assert bill_id.company_code(bill) == company

    @pytest.mark.parametrize(("file_code", "company"), [(0, "001"), (10**8, "001"), (7, "1")])
    def test_an_impossible_bill_is_not_made(self, file_code: int, company: str) -> None:
        with pytest.raises(ValueError, match="no bill id"):
            bill_id.make(file_code, company, "gas")


class TestPaymentId:
    def test_it_holds_beside_its_own_bill_only(self) -> None:
        assert payment_id.valid("25850305", BILL)
        assert not payment_id.valid("25850305", "5550123411330")

    def test_leading_zeros_change_nothing(self) -> None:
        assert payment_id.valid("0000025850305", BILL)
        assert payment_id.valid("25850305", "0001234504122") is False

    def test_the_amount_is_in_rial(self) -> None:
        assert payment_id.amount("25850305") == 258_000


class TestPostalCode:
    def test_ten_equal_digits_are_refused(self) -> None:
        assert not postal_code.valid("1111111111")

    @pytest.mark.parametrize("text", ["1234567890", "1333567890", "1111367891"])
    def test_an_unusual_code_is_kept_with_a_warning(self, text: str) -> None:
        assert postal_code.valid(text)
        assert postal_code.doubtful(text)

    def test_a_usual_code_has_no_warning(self) -> None:
        assert not postal_code.doubtful("1439814631")

    def test_what_is_no_code_has_no_warning_either(self) -> None:
        assert not postal_code.doubtful("12345")


class TestMobile:
    @pytest.mark.parametrize(
        "typed", ["09121234567", "9121234567", "+989121234567", "00989121234567", "989121234567"]
    )
    def test_usual_writings_are_stored_as_one(self, typed: str) -> None:
        assert mobile.canonical(typed) == "+989121234567"

    @pytest.mark.parametrize("typed", ["02188776655", "0912123456", "091212345678", "+99912345678"])
    def test_what_is_no_mobile_number_is_refused(self, typed: str) -> None:
        assert mobile.canonical(typed) is None

    def test_a_new_operator_is_kept_with_a_warning(self) -> None:
        stored = mobile.canonical("09951123456")
        assert stored is not None
        assert mobile.valid(stored)
        assert mobile.doubtful(stored)

    def test_a_known_operator_has_no_warning(self) -> None:
        assert not mobile.doubtful("+989121234567")

    def test_only_the_stored_form_is_valid(self) -> None:
        assert not mobile.valid("09121234567")
        assert not mobile.doubtful("09121234567")


class TestIban:
    @pytest.mark.parametrize("typed", ["820540102680020817909002", "ir820540102680020817909002"])
    def test_the_letters_may_be_missing_or_small(self, typed: str) -> None:
        assert iban.canonical(typed) == "IR820540102680020817909002"

    def test_a_foreign_one_is_refused(self) -> None:
        assert iban.canonical("DE820540102680020817909002") is None


def test_a_card_of_zeros_is_refused_although_the_sum_holds() -> None:
    assert not card.valid("0" * 16)


@pytest.mark.parametrize(
    ("text", "wanted"), [("1" * 12, True), ("1" * 11, False), ("a" * 12, False)]
)
def test_a_foreigner_id_has_twelve_digits(text: str, wanted: bool) -> None:
    assert foreigner_id.valid(text) is wanted


@pytest.mark.parametrize(("length", "wanted"), [(11, False), (12, True), (13, False), (15, True)])
def test_a_gas_subscription_has_twelve_or_fifteen_digits(length: int, wanted: bool) -> None:
    assert gas_subscription.valid("7" * length) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"), [("AB12", True), ("123", False), ("A" * 21, False), ("12-34", False)]
)
def test_a_meter_number_is_four_to_twenty_letters_and_digits(text: str, wanted: bool) -> None:
    assert meter_body_no.valid(text) is wanted
