"""What people look at in a browser: the front page, and a page for each dataset."""

from rowsmith.pages.render import (
    Page,
    dataset_page,
    front_page,
    manual_page,
    problem_page,
    reading_arguments,
)

__all__ = ["Page", "dataset_page", "front_page", "manual_page", "problem_page", "reading_arguments"]
