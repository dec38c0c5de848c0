"""The case file 案卷: bound, packed, kept, lent and copied; and checked by anybody, offline."""
