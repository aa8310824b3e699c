"""Words around what a description says: how it begins, what links its parts, what means nothing."""

from __future__ import annotations

INTRODUCTIONS = (
    "{subject}: ", "{subject} with ", "{rows} {subject} with ", "{rows} {subject}: ",
    "Generate {rows} rows of {subject} data with ", "Create a dataset of {rows} {subject}: ",
    "I need a dataset of {subject} with ", "Dataset about {subject}. Columns: ",
    "{subject} dataset, {rows} rows, columns: ", "Columns: ", "columns: ", "fields: ",
    "I want {subject} data. It should have ", "Please make {rows} records of {subject}. Fields: ",
    "{subject} in {place}: ", "{subject} from {place} with ", "{subject} ({rows} rows): ",
    "Synthetic {subject} data for a class, including ", "CSV of {subject}; columns are ",
    "Make me a table of {subject}. For each one I need ",
    "Simulate {rows} {subject}. Variables: ",
    "Give me {subject} data with the following columns: ",
    "{subject}, {rows} rows. The columns should be ", "I am looking for data on {subject}: ",
    "Build a {subject} dataset with these features: ",
    "Topic: {subject}\nRows: {rows}\nColumns:\n", "For a portfolio project: {subject}. I'd like ",
    "We need fake {subject} records containing ", "generate data for {subject} that has ",
)  # fmt: skip
BEFORE = (
    "Hi! ", "Hello, ", "Hey, ", "pls ", "For my thesis: ",
    "I teach statistics to first-year students. ", "We are testing a dashboard. ",
    "I'm new to this. ", "Could you help me out? ", "Task: ",
    "I want to practise machine learning. ", "As an exercise in data cleaning: ",
    "My boss wants a demo by Friday. ", "For a workshop with 20 people: ",
    "I started a bootcamp 3 weeks ago and need a project. ",
)  # fmt: skip
AFTERWARDS = (
    ". Thanks!", ". Output as CSV.", ". Please keep it realistic.",
    ". The data should look real.", ". No explanations.", ". It will be loaded with pandas.",
    " - thanks in advance", ". Header row please.", ". Use snake_case for the headers.",
    "\n\nThank you!", ". Make sure values are plausible.", ". This is for teaching only.",
    ". CSV with commas, UTF-8.",
)  # fmt: skip
NOTES = (
    "The values should be plausible", "It has to be reproducible",
    "Realistic distributions please", "No real people", "The file should open in Excel",
    "It is for a decision tree exercise",
)  # fmt: skip
BETWEEN_NUMBERS = (
    ("", "-"), ("", "-"), ("", " to "), ("between ", " and "), ("from ", " to "), ("", "–"),
    ("range ", "-"), ("min ", ", max "), ("", ".."), ("from ", " up to "),
)  # fmt: skip
NUMBER_TYPES = (
    "int", "integer", "float", "numeric", "number", "decimal", "float64", "int64",
)  # fmt: skip
TRUTHS = (
    "yes/no", "yes/no", "0/1", "true/false", "boolean", "bool", "y/n", "Y/N", "T/F", "binary",
)  # fmt: skip
UNITS = (
    "kg", "minutes", "hours", "km", "days", "cm", "°C", "percent", "%", "m", "years", "seconds",
    "kWh", "litres", "g", "mm", "mg/dL", "ms", "GB", "thousands", "miles", "points", "per week",
)  # fmt: skip
CURRENCIES = (
    "euros", "USD", "dollars", "EUR", "GBP", "€", "$", "thousands", "millions", "k$",
)  # fmt: skip
PERIODS = (
    "2023", "2024", "2022-2024", "2019-2023", "the last two years", "the last 12 months",
    "January 2024", "Q3 2023", "spring 2024", "between Jan and June 2023",
    "between 2020 and 2023", "the past year", "summer 2025", "March to May 2024",
)  # fmt: skip
PLACES = (
    "Germany", "Spain", "the UK", "Canada", "India", "Brazil", "California", "London", "France",
    "the Netherlands", "Japan", "Texas", "Berlin", "Australia", "Europe",
)  # fmt: skip
MORE = (
    "increases with", "rises with", "goes up with", "grows with", "is positively correlated with",
)  # fmt: skip
FEWER = (
    "decreases with", "falls with", "goes down with", "drops with",
    "is negatively correlated with",
)  # fmt: skip
MOVED_BY = (
    "depends on", "depends on", "is driven by", "is influenced by", "should depend on",
    "is determined by", "is affected by", "is correlated with", "is based on",
)  # fmt: skip
MISSING = (
    (" missing ", ""), (" of ", " missing"), (" of the ", " should be missing"), (" null ", ""),
    (" empty ", ""), ("name", " is missing in "), ("name", " empty in "),
    (" missing values in ", ""),
)  # fmt: skip
OPENINGS = (
    "I need data on {subject}.", "Please create {rows} {subject}.",
    "We study {subject} in {place}.", "Dataset: {subject}.",
    "Make a table of {rows} {subject} for me.", "The data is about {subject}.",
    "I would like to have {subject} data, {rows} rows.", "Generate {subject} for a demo.",
)  # fmt: skip
PROSE = (
    ("Each ROW has a ", " "), ("The ", " is "), ("Include the ", " "), ("The ", " should be "),
    ("Add ", ", "), ("There is a ", ", "), ("Every ROW has ", " "), ("I also want ", " ("),
)  # fmt: skip
ASIDES = (
    "as written on the form", "the one that was used", "if known", "for the report", "important",
    "as our system stores it", "see the manual", "taken at the desk", "the main one",
    "free to choose",
)  # fmt: skip
STEPS = (
    "hourly", "daily", "weekly", "monthly", "every 15 minutes", "every day", "quarterly",
    "yearly",
)  # fmt: skip
LENGTHS = (
    "2 weeks", "30 days", "one year", "6 months", "2 years", "March 2024", "the last 12 months",
    "a week", "90 days", "2023",
)  # fmt: skip
ROWS = (
    "50", "100", "300", "500", "1000", "1,000", "2000", "5k", "10,000", "750", "20", "1 500",
    "2,500", "a thousand", "five hundred", "100k", "12", "60",
)  # fmt: skip
NOT_WANTED = (
    "phone numbers", "names", "addresses", "e-mails", "real names", "ids", "postcodes", "photos",
    "nationality", "birth dates", "comments", "coordinates",
)  # fmt: skip
