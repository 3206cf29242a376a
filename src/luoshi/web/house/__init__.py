"""The administrator's pages: units, posts and people, portfolios, mandates, settings, holidays. Thin."""
