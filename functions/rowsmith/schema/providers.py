"""The Faker providers that a `faker` column may name: data for the schema and the prompt."""

from __future__ import annotations

PROVIDERS: dict[str, str] = {
    # Work
    "company": "name of a company",
    "company_suffix": "legal form of a company: Inc, GmbH, SARL",
    "job": "job title",
    "phone_number": "phone number of a business or a device; for people use person",
    "msisdn": "phone number as digits alone",
    "country_calling_code": "+1, +44, +49",
    # Money
    "iban": "international bank account number",
    "bban": "national bank account number, the bank's code with it",
    "account_number": "number of a bank account, without the bank",
    "sort_code": "code of a bank in the country's form: sort code, routing number, BSB, IFSC",
    "swift": "bank identifier code of 8 or 11 characters",
    "swift8": "bank identifier code of 8 characters",
    "swift11": "bank identifier code of 11 characters",
    "aba": "American bank routing number",
    "bank_country": "country code of a bank",
    "credit_card_number": "card number of a test range, with its check digit, by brand",
    "credit_card_provider": "brand of a card: Visa, Mastercard, American Express, Discover",
    "credit_card_expire": "month and year, 04/28",
    "credit_card_security_code": "three digits, four for American Express",
    "currency_code": "USD, EUR, JPY",
    "currency_name": "US Dollar, Euro",
    "currency_symbol": "$, €, ¥",
    "cryptocurrency_code": "BTC, ETH",
    "cryptocurrency_name": "Bitcoin, Ethereum",
    # Where and which
    "country": "name of any country; for a place that exists use place",
    "country_code": "ISO code of any country",
    "timezone": "America/New_York, Europe/Berlin",
    "language_name": "name of a language",
    "language_code": "ISO code of a language",
    "locale": "language and country, en_US",
    "street_name": "name of a street, without a number",
    "building_number": "number of a house",
    "license_plate": "number plate of a vehicle",
    "vin": "vehicle identification number, with its check digit",
    "ssn": "national identification number in the country's form, never issued in the US",
    "passport_number": "number of a passport in the country's form",
    "area_code": "the area code with which a phone number begins, in the country's form",
    # Networks and machines
    "ipv4": "IP address, version 4",
    "ipv4_private": "IP address of a private network",
    "ipv4_public": "IP address outside private networks",
    "ipv6": "IP address, version 6, of the range for documentation",
    "mac_address": "hardware address",
    "imei": "number of a mobile phone, with its check digit",
    "port_number": "network port",
    "domain_name": "domain name under .example",
    "hostname": "name of a machine under .example",
    "url": "web address under .example",
    "uri": "web address with a path, under .example",
    "user_agent": "how a current browser names itself",
    "http_method": "GET, POST, ...",
    "http_status_code": "200, 404, ... as often as servers give them",
    "mime_type": "type of a file: image/png, application/json",
    "file_name": "report_2024.pdf",
    "file_extension": "pdf, csv, png",
    "file_path": "/data/reports/summary.csv",
    "android_platform_token": "version of Android",
    "ios_platform_token": "device and version of iOS",
    # Codes
    "md5": "32 hexadecimal digits",
    "sha1": "40 hexadecimal digits",
    "sha256": "64 hexadecimal digits",
    "uuid4": "random identifier; for a row's own key use id",
    "ean8": "bar code of 8 digits, with its check digit",
    "ean13": "bar code of 13 digits, with its check digit",
    "isbn10": "book number of 10 digits, with its check digit",
    "isbn13": "book number of 13 digits, with its check digit",
    "sku": "number of an article in stock, ABC-12345-BK",
    "doi": "identifier of a publication",
    # Looks and days
    "color_name": "name of a colour, one of about 140",
    "safe_color_name": "name of a colour, one of about 16",
    "hex_color": "#1f77b4",
    "rgb_color": "31,119,180",
    "emoji": "one emoji",
    "day_of_week": "name of a weekday",
    "month_name": "name of a month",
}
"""Each provider's name, as Faker has it, and what it makes."""

FOLLOW_A_PLACE = frozenset(
    {
        "account_number",
        "area_code",
        "bank_country",
        "bban",
        "country",
        "country_calling_code",
        "country_code",
        "currency_code",
        "currency_name",
        "iban",
        "language_code",
        "language_name",
        "license_plate",
        "locale",
        "msisdn",
        "passport_number",
        "phone_number",
        "sort_code",
        "ssn",
        "swift",
        "swift8",
        "swift11",
    }
)
"""Providers that are of the country of the place beside them."""

OF_ARTICLES = frozenset({"ean8", "ean13", "isbn10", "isbn13", "sku"})
"""Providers that are of the article which a lookup beside them picks: one row, one value."""

OF_CARDS = frozenset({"credit_card_number", "credit_card_provider", "credit_card_security_code"})

CARD_BRANDS: dict[str, tuple[str, ...]] = {
    "Visa": ("visa",),
    "Mastercard": ("mastercard", "master card", "mc"),
    "American Express": ("american express", "amex"),
    "Discover": ("discover",),
    "JCB": ("jcb",),
    "Diners Club": ("diners club", "diners"),
    "UnionPay": ("unionpay", "union pay"),
    "Maestro": ("maestro",),
}
"""Brands of cards, and how columns that hold them write each, in lower case."""


def card_brand(text: str) -> str | None:
    """The brand that a text names."""
    plain = text.strip().lower()
    return next((brand for brand, names in CARD_BRANDS.items() if plain in names), None)
