PROVIDERS: dict[str, str] = {}
