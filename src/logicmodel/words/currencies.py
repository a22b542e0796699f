"""The currencies that stand around an amount, by code or by sign."""

import re

_CURRENCIES = (  # of ISO 4217
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF "
    "CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD "
    "HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD "
    "MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN "
    "PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY "
    "TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG"
)
_CODES = frozenset(_CURRENCIES.split())
_CURRENCY_SIGNS = {
    "£": "GBP",
    "€": "EUR",
    "$": "USD",
    "US$": "USD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "S$": "SGD",
    "R$": "BRL",
    "¥": "JPY",
    "₹": "INR",
    "₦": "NGN",
    "₵": "GHS",
    "₱": "PHP",
    "₪": "ILS",
    "₺": "TRY",
    "₴": "UAH",
    "₽": "RUB",
    "₩": "KRW",
    "₫": "VND",
    "฿": "THB",
    "৳": "BDT",
}


_SHARED_SIGNS = {
    "$": frozenset(
        "USD ARS AUD BBD BMD BND BSD BZD CAD CLP COP CUP DOP FJD GYD HKD JMD KYD LRD MXN NAD NZD SBD SGD SRD TTD TWD "
        "UYU XCD".split()
    ),
    "£": frozenset("GBP EGP FKP GIP LBP SDG SHP SSP SYP".split()),
    "¥": frozenset(("JPY", "CNY")),
}
"""Signs that several currencies write, with their codes."""


def currency_of(text: str) -> str | None:
    """Give the code of a currency from its code or its sign, or None if the text is neither.

    >>> currency_of("EUR"), currency_of("£"), currency_of("km")
    ('EUR', 'GBP', None)
    """
    return text if text in _CODES else _CURRENCY_SIGNS.get(text)


def is_of_currency(text: str, read: str, expected: str) -> bool:
    """Say whether a text, read as an amount of one currency, may be one of another: “$20” is CAD in a plan in CAD.

    >>> is_of_currency("$20", "USD", "CAD"), is_of_currency("US$20", "USD", "CAD"), is_of_currency("€20", "EUR", "CAD")
    (True, False, False)
    """
    if read == expected:
        return True
    return any(
        expected in codes and re.search(rf"(?<![A-Z]){re.escape(sign)}", text) is not None and read not in text
        for sign, codes in _SHARED_SIGNS.items()
    )
