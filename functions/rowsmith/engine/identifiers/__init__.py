"""Identifiers in their country's form, with check digits, unique by construction."""

from rowsmith.engine.identifiers.form import Form
from rowsmith.engine.identifiers.forms import UNIQUE, forms_of

__all__ = ["UNIQUE", "Form", "forms_of"]
