"""People whose name, gender, e-mail, username, phone and birth date agree."""

from rowsmith.engine.people.gender import gender_codes
from rowsmith.engine.people.sampler import FIELDS, PersonSampler, capacity

__all__ = ["FIELDS", "PersonSampler", "capacity", "gender_codes"]
