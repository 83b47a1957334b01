"""From files to extractions: readers, cleaning, taggers, numbers, periods, claims."""
