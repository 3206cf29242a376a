"""The ledger's pages: thin; they call the actions and the queries."""
