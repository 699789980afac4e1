"""Cells that say which column they stand in."""

from markupsafe import Markup

from sayeban.design.labels import labelled

HEADS = ["نام", "<کد>", "", "کار"]


def test_each_cell_carries_the_head_of_its_column() -> None:
    rows = Markup('<tr class="x">\n<th scope="row">a</th><td>b</td><td></td><td><b>c</b></td></tr>')
    made = labelled(rows * 2, HEADS)
    one = (
        '<tr class="x">\n<th scope="row" data-label="نام">a</th><td data-label="&lt;کد&gt;">b</td>'
        '<td></td><td data-label="کار"><b>c</b></td></tr>'
    )
    assert made == one * 2


def test_a_long_text_says_so_however_it_is_marked_up() -> None:
    words = "ا" * 41
    row = Markup('<tr><th>a</th><td class="x"><b>{}</b></td><td></td><td>{}</td></tr>')
    made = labelled(row.format(words, words[1:]), HEADS)
    assert f'<td class="x" data-label="&lt;کد&gt;" data-long><b>{words}' in made
    assert made.count("data-long") == 1


def test_a_cell_over_all_columns_carries_none() -> None:
    rows = Markup('<tr><td colspan="4">هیچ</td></tr>')
    assert labelled(rows, HEADS) == rows


def test_few_columns_stay_side_by_side() -> None:
    rows = Markup("<tr><td>a</td></tr>")
    assert labelled(rows, HEADS[:3]) == rows
