"""Stored forms: any list of matters, in the columns, order and wording that another office asks for."""
