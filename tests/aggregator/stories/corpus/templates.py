"""Templates: one text told again of another event, with other facts in its slots."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from tests.aggregator.stories.corpus import phrases
from tests.aggregator.stories.corpus.clauses import noun_phrase
from tests.aggregator.stories.corpus.draft import Draft
from tests.aggregator.stories.corpus.inflection import capital
from tests.aggregator.stories.corpus.prose import paragraph, sentences

Facts = dict[str, str]


def template(random: Random, titles: Sequence[str], leads: Sequence[str], *inner: str) -> Draft:
    """A text of 90 to 350 words around sentences with slots in braces.

    ``inner`` sentences come one in each of the first paragraphs behind the lead. What stands in
    angle brackets is said with words of the template's own.
    """
    lead = (_said(random, random.choice(leads)), *sentences(random, random.randint(1, 2)))
    body = [
        (*sentences(random, 1), _said(random, one), *sentences(random, random.randint(0, 2)))
        for one in inner
    ]
    body += [paragraph(random) for _ in range(random.randint(1, 3))]
    if random.random() < 0.5:
        body.append((random.choice(phrases.CLOSINGS),))
    return Draft(_said(random, random.choice(titles)), (lead, *body))


def told(draft: Draft, facts: Facts) -> Draft:
    """A template with the facts of one event."""
    return draft.mapped(lambda sentence: sentence.format_map(facts))


def _said(random: Random, sentence: str) -> str:
    while "<topic>" in sentence:
        topic = noun_phrase(random, "", article=False)
        sentence = sentence.replace("<topic>", topic, 1)
    return capital(sentence)
