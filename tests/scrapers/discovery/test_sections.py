import pytest

from scrapers.discovery.sections import Named, fold, section_of

HOME = "https://www.pelda.hu/"


@pytest.mark.parametrize(
    ("label", "path", "section"),
    [
        ("Hírek", "index.php?menu=4", "news"),
        ("HÍREINK", "x", "news"),
        ("Aktualitások", "x", "news"),
        ("Friss híreink", "x", "news"),
        ("Sajtószoba", "x", "press"),
        ("Rendezvények", "x", "events"),
        ("Hírek, események", "x", "news"),
        ("News & Events", "en/x", "news"),
        ("What’s new", "en/x", "news"),
        ("Press releases", "x", "press"),
        ("Aktuelles", "de/x", "news"),
        ("Tlačové správy", "x", "press"),
        ("Novinky", "x", "news"),
        ("Tiskové zprávy", "x", "press"),
        ("Noutăți", "x", "news"),
        ("ȘTIRI", "x", "news"),
        ("Vesti", "x", "news"),
        ("Вести", "x", "news"),
        ("Događaji", "x", "events"),
        ("Saopštenja", "x", "press"),
        ("", "hirek/", "news"),
        ("", "hu/12-aktualis.html", "news"),
        ("Tovább", "media/press-room", "press"),
        ("", "blog/3", "blog"),
    ],
)
def test_a_section_is_known_by_its_label_or_its_path(label: str, path: str, section: str):
    named = section_of(label, HOME + path)
    assert named is not None
    assert named.section == section


@pytest.mark.parametrize(
    ("label", "path"),
    [
        ("Rólunk", "rolunk"),
        ("Kapcsolat", "kapcsolat"),
        ("Tagjaink", "tagok"),
        ("A klaszter hírnevét is emeli az új gépcsarnok, mondja az elnök", "x"),
        ("Hírlevél", "hirlevel"),
        ("", "hirek/kozos-geppark"),
        ("", ""),
        ("Pályázatok", "palyazatok"),
    ],
)
def test_what_is_no_section_is_none(label: str, path: str):
    assert section_of(label, HOME + path) is None


def test_label_and_path_together_are_surer_than_one_alone():
    both = section_of("Friss hírek a klaszterről", HOME + "hirek")
    label, path = section_of("Friss hírek a klaszterről", HOME), section_of("", HOME + "hirek")
    assert both and label and path
    assert both.worth > max(label.worth, path.worth)


def test_the_whole_label_is_surer_than_a_part_of_it():
    whole, part = section_of("Hírek", HOME), section_of("Régi hírek", HOME)
    assert whole == Named("news", 1.0)
    assert part and part.worth < 1.0


def test_words_are_compared_without_case_accents_and_signs():
    assert fold(" Sajtó-szoba: Đorđe & Łódź! ") == "sajto szoba dorde lodz"
