"""Event data that others coded (GDELT, ICEWS, Phoenix, POLECAT, ACLED, UCDP GED) as claims."""
