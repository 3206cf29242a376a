"""The pages of the appraisal."""
