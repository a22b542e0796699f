import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logicmodel.drawing.lettering import clean, in_order, line_in_order, runs_right_to_left, width, wrap
from logicmodel.saying import clipped
from logicmodel.typesetting import FAMILIES, FONTS
from logicmodel.typesetting.letters import is_covered

WORDS = {
    "English": "Young carers take part in school",
    "Greek": "Νέοι φροντιστές",
    "Russian": "Молодые люди участвуют",
    "Arabic": "مقدمو الرعاية الصغار",
    "Hindi": "युवा देखभालकर्ता",
    "Amharic": "ወጣት ተንከባካቢዎች",
    "Hebrew": "מטפלים צעירים",
    "Bengali": "তরুণ পরিচর্যাকারী",
    "Tamil": "இளம் பராமரிப்பாளர்கள்",
    "Thai": "ผู้ดูแลเยาวชน",
    "Georgian": "ახალგაზრდა მომვლელები",
    "Armenian": "երիտասարդ խնամողներ",
    "Gujarati": "યુવા સંભાળ રાખનારા",
    "Punjabi": "ਨੌਜਵਾਨ ਦੇਖਭਾਲ ਕਰਨ ਵਾਲੇ",
    "Kannada": "ಯುವ ಆರೈಕೆದಾರರು",
    "Malayalam": "യുവ പരിചാരകർ",
    "Odia": "ଯୁବ ଯତ୍ନକାରୀ",
    "Telugu": "యువ సంరక్షకులు",
    "Sinhala": "තරුණ රැකබලාගන්නන්",
    "Khmer": "អ្នកថែទាំវ័យក្មេង",
    "Lao": "ຜູ້ເບິ່ງແຍງໄວໜຸ່ມ",
    "Burmese": "လူငယ်ပြုစုသူများ",
    "Tibetan": "ལོ་གཞོན་གཉེར་མཁན།",
    "Dhivehi": "ޒުވާން ބަލަދުވެރިން",
    "Tamazight": "ⵉⵎⵥⵥⵢⴰⵏⵏ",
    "Inuktitut": "ᒪᒃᑯᒃᑐᑦ",
    "Chinese": "年轻照顾者（１２岁以上），按时上学。",
    "Japanese": "若いケアラーが学校へ行く",
    "Korean": "가족을 돌보는 청소년",
}


@pytest.mark.parametrize("language", WORDS)
def test_fonts_for_these_scripts_come_with_the_program(language: str) -> None:
    assert is_covered(WORDS[language])


def test_a_script_of_old_has_no_font_of_ours() -> None:
    assert not is_covered("𐕰")


def test_fonts_carry_their_licences_and_stay_small() -> None:
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert "Apache License" in (FONTS / "Apache-2.0.txt").read_text(encoding="utf-8")
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 11_000_000
    assert all((FONTS / f"{name}-Regular.ttf").is_file() for name in FAMILIES.values())


def test_widths_are_those_of_the_font() -> None:
    # Noto Sans: 1000 units to the em; n is 618 wide, i 258, space 260.
    assert width("n i") == pytest.approx(0.618 + 0.260 + 0.258)


def test_marks_over_letters_take_no_room_and_east_asian_letters_take_one_em() -> None:
    assert width("e\u0301") == width("e")
    assert width("学校") == 2


def test_arabic_letters_are_as_wide_as_they_are_printed_beside_each_other() -> None:
    assert width("بيت") < width("ب ي ت") - 2 * width(" ") - 0.5
    # As typst measures them:
    assert round(width("نسبة الأعطال التي أُصلحت خلال 48 ساعة"), 2) == 16.39
    assert round(width("ہمارے گاؤں کے بچے", bold=True), 2) == 7.95


def test_bold_is_wider() -> None:
    assert width("Outcomes", bold=True) > width("Outcomes")


def test_a_long_text_ends_with_an_ellipsis_after_a_whole_word() -> None:
    lines = wrap("Families know which help there is and ask for it before things at home become a crisis", 12, 2)
    assert lines == ("Families know which help", "there is and ask for it…")


def test_a_ref_takes_room_from_the_first_line_only() -> None:
    assert wrap("Run a weekly group", 10, 5, first=6) == ("Run a", "weekly group")


def test_a_range_of_years_is_not_torn() -> None:
    assert wrap("aged 8–17 years", 4.5, 5) == ("aged", "8–17", "years")


def test_a_large_number_is_not_torn_at_its_space() -> None:
    assert wrap("Coût 25\N{NO-BREAK SPACE}000 EUR", 4, 4) == ("Coût", "25\N{NO-BREAK SPACE}000", "EUR")


def test_a_word_that_is_too_long_is_broken_where_the_line_ends() -> None:
    assert wrap("Jugendhilfeeinrichtungsverwaltung", 8, 5) == ("Jugendhilfeeinric", "htungsverwalt", "ung")


def test_a_long_word_of_india_is_broken_between_whole_letters() -> None:
    assert wrap("स्वास्थ्यकर्मियोंद्वाराकिशोरियोंका", 6, 5) == ("स्वास्थ्यकर्मि", "योंद्वाराकिशोरि", "योंका")
    assert wrap("மேம்படுத்துவதற்காகவும்", 5, 1) == ("மேம்ப…",)
    assert wrap("பாதுகாப்புடனும்", 5, 3) == ("பாதுகாப்", "புடனும்")
    assert clipped("किशोरियोंकास्वास्थ्य", 9) == "किशोरि…"


def test_chinese_breaks_without_spaces() -> None:
    assert wrap("学校参加する", 3, 5) == ("学校参", "加する")


def test_no_line_of_chinese_begins_with_a_sign_that_ends_something_or_ends_with_one_that_begins_something() -> None:
    text = "青少年情绪稳定，按时上学，不再因为“孤独”而辍学。"
    assert wrap(text, 7, 5) == ("青少年情绪稳", "定，按时上学，", "不再因为“孤独”", "而辍学。")
    assert wrap("使用ABC，然后休息", 3, 5) == ("使用", "ABC，", "然后", "休息")
    assert wrap("焦虑与抑郁程度下降（PHQ-9）", 10.5, 3) == ("焦虑与抑郁程度下降", "（PHQ-9）")
    assert wrap("他们问ABC“孤独”吗", 6, 4) == ("他们问ABC", "“孤独”吗")
    assert wrap("スクールカウンセラー", 9, 2) == ("スクールカウンセ", "ラー")


def test_the_last_letter_of_a_chinese_text_does_not_stand_alone() -> None:
    assert wrap("孩子的语言和动作发育达到同龄水平", 15, 3) == ("孩子的语言和动作发育达到同龄", "水平")
    assert wrap("妇女签订劳动合同，工钱能要回来。", 14, 3) == ("妇女签订劳动合同，工钱能要", "回来。")
    assert wrap("三名社工abc", 4, 3) == ("三名社工", "abc")


def test_thai_is_broken_between_syllables() -> None:
    assert wrap("จัดบริการดูแลแทนชั่วคราวที่บ้านสัปดาห์ละสองครั้ง", 9, 5) == (
        "จัดบริการดูแลแทนชั่ว",
        "คราวที่บ้านสัปดาห์",
        "ละสองครั้ง",
    )
    assert wrap("ผู้ดูแลมีเวลาพักผ่อนขนาดหมู่บ้าน", 6, 5) == ("ผู้ดูแลมีเวลา", "พักผ่อนขนาด", "หมู่บ้าน")


def test_numbers_in_full_width_are_not_torn() -> None:
    assert wrap("共有２．４万人，其中６８％的妇女打电话１２３３３求助", 6, 9) == (
        "共有２．４万",
        "人，其中",
        "６８％的妇女",
        "打电话",
        "１２３３３",
        "求助",
    )
    assert wrap("得分ＰＨＱ－９以上", 5, 3) == ("得分", "ＰＨＱ－９", "以上")


def test_signs_on_letters_that_go_on_for_ever_are_cut() -> None:
    assert wrap("0" + "\u0300" * 300, 12, 2)[-1].endswith("…")


@given(st.text(max_size=300), st.floats(4, 20), st.integers(1, 6))
@settings(max_examples=150, deadline=None)
def test_no_line_is_wider_than_asked_and_no_letter_is_lost(text: str, line: float, most: int) -> None:
    text = clean(text)
    lines = wrap(text, line, most)
    assert 1 <= len(lines) <= most
    assert all(width(each) <= line + 1e-9 for each in lines)
    if not lines[-1].endswith("…"):
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_what_acts_on_the_text_around_it_is_dropped() -> None:
    assert clean("a\u202eb\u2066c\x00d\ufeffe\ud800") == "abcde"


def test_joiners_that_spelling_needs_stay() -> None:
    assert clean("می\u200cخواهم") == "می\u200cخواهم"


def test_direction_is_that_of_the_first_letter() -> None:
    assert runs_right_to_left("60 من مقدمي الرعاية")
    assert not runs_right_to_left("60 sessions (جلسات)")


@pytest.mark.parametrize("text", ["الفتيات 24", "OC1 الفتيات", "12-2026-06-19", "2026-2027"])
def test_texts_that_are_read_in_order_anyway_stay_as_they_are(text: str) -> None:
    assert in_order(text) == text


def test_a_day_among_words_that_run_from_right_to_left_is_not_turned() -> None:
    assert in_order("نسخة 2026-06-19") == "نسخة \N{LEFT-TO-RIGHT MARK}2026-06-19"


def test_a_ref_in_brackets_stands_behind_latin_letters_on_the_left() -> None:
    assert in_order("رسوم قدرها 2.5 USD (A3)") == "رسوم قدرها 2.5 USD\N{RIGHT-TO-LEFT MARK} (A3)"
    assert in_order("رسوم شهرية (A3)") == "رسوم شهرية (A3)"


def test_signs_within_latin_words_stay_with_them_where_the_line_ends() -> None:
    whole = "نقاط خالية من E. coli، كل شهر"
    assert line_in_order("نقاط خالية من E.", whole) == "نقاط خالية من E.\N{LEFT-TO-RIGHT MARK}"
    assert line_in_order("coli، كل شهر", whole) == "coli، كل شهر"
    assert line_in_order("(HDPE) أنابيب", "مضخات PVC (HDPE) أنابيب") == "\N{LEFT-TO-RIGHT MARK}(HDPE) أنابيب"
