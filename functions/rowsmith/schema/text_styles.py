"""The styles of a `text` column, each with a line that says what it makes."""

from __future__ import annotations

TEXT_STYLE_MEANINGS: dict[str, str] = {
    "review": "two to four sentences of a customer's review",
    "review_title": "the few words above a review, without a full stop",
    "comment": "one or two sentences of a remark on a record",
    "description": "one or two neutral sentences that describe the thing itself",
    "title": "the title of a film, book, song, listing, article or whatever the topic is",
    "support_message": "a customer's message to support: the problem, its detail, a request",
    "product_name": "the name of a product, without a maker",
    "job_title": "the title of a position",
    "course_name": "the name of a course",
    "note": "a terse working note of staff on a case",
    "message": "a short direct message between two people",
    "post": "a social media post, some with a hashtag",
    "headline": "a news headline, without a full stop",
    "feedback": "one or two sentences of feedback on a person, a course or a service",
    "sentence": "one plain sentence",
    "subject": "the subject line of an e-mail, without a full stop",
    "bio": "a few sentences of a person about themselves, as in a profile",
    "job_description": "what a job advertisement says of the work, who is wanted, what is offered",
    "clinical_note": "a doctor's short note on a visit: complaint, findings, plan",
    "email": "an e-mail with its subject line and body in one cell",
    "reply": "a short reply to somebody's social media post",
    "email_body": "an e-mail without its subject line, for a file that has that beside it",
    "news": "the opening sentences of a news article",
    "question": "a question that somebody asks in a forum",
    "answer": "an answer to such a question; with the question's topic, of the same matter",
    "chat": "a turn in a chat; topic: what is wanted, or who speaks (customer, agent)",
}

TEXT_STYLES: tuple[str, ...] = tuple(TEXT_STYLE_MEANINGS)
