"""XLSForm, the form of questionnaires that ODK and its kin read: read with every problem at once, and written."""
