"""Makes spacing.txt: a thousand random histories of answers, and what FSRS-6's own program makes of them.

    pip install fsrs==6.3.2 && python3 spacing.py > spacing.txt

A line: answers as RATING+MINUTES since the answer before, then difficulty, stability, the chance to recall it so many
DAYS after the last answer, and the days until it falls to 90, 80 and 70 %.
"""
import random
from datetime import datetime, timedelta, timezone

from fsrs import Card, Rating, Scheduler


def scheduler(retention):
    return Scheduler(desired_retention=retention, learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def gap(dice):
    """Minutes: the same day, some days, or long."""
    return dice.choice([dice.randrange(0, 1440), dice.randrange(1440, 14 * 1440), dice.randrange(1440, 900 * 1440)])


def history(dice):
    answers, card, now = [], Card(), datetime(2026, 1, 1, tzinfo=timezone.utc)
    for k in range(dice.randrange(1, 9)):
        rating, minutes = dice.choice([1, 2, 3, 3, 3, 4]), gap(dice) if k else 0
        now += timedelta(minutes=minutes)
        before = card
        card, _ = scheduler(0.9).review_card(card, Rating(rating), now)
        answers.append(f"{rating}+{minutes}")
    intervals = [(scheduler(r).review_card(before, Rating(rating), now)[0].due - now).days for r in (0.9, 0.8, 0.7)]
    days = dice.randrange(0, 100)
    recall = scheduler(0.9).get_card_retrievability(card, now + timedelta(days=days, minutes=dice.randrange(1440)))
    numbers = f"{card.difficulty:.10g} {card.stability:.10g} {days} {recall:.10g}"
    return f"{' '.join(answers)} = {numbers} {' '.join(map(str, intervals))}"


dice = random.Random(6)
for _ in range(1000):
    print(history(dice))
