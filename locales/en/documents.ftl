# Calendars and printed papers: the words that the server gives them.

calendar-more = The page of the election says what you can do and how.
