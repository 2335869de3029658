"""The forms of the house: frozen pydantic models, decimals only, no behaviour beyond their own shape."""
