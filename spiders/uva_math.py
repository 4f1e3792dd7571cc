from seminarcrawl.platforms.google_calendar import GoogleCalendarSpider


class UvaMathSpider(GoogleCalendarSpider):
    """University of Virginia, Department of Mathematics (http://pi.math.virginia.edu/colloq/)."""

    name = "uva_math"
    institution = "University of Virginia"
    country = "US"
    page = "http://pi.math.virginia.edu/colloq/"
    # One line for each of the department's series.
    series_urls = {
        "Colloquium": "j3a6i93k8m7ulpp9n5bg8vbb4g@group.calendar.google.com",
        "Algebra Seminar": "d2u7r4bb07jlh8v71pp61nrs3s@group.calendar.google.com",
        "Ramanujan-Serre Seminar (Number Theory)": "56un1k179o7d8mtj85o12qsg7c@group.calendar.google.com",
        "Geometry Seminar": "6njs6bnklu56g6lhi5ojl2pha8@group.calendar.google.com",
        "Harmonic Analysis and PDE": "5rjqjb9rg8t3ent7bo5kp4fka0@group.calendar.google.com",
        "Mathematical Physics": "k613quo3pribde7jrm5e12ft1c@group.calendar.google.com",
        "Probability": "f0un05c36pdv08n0m90bi99jmk@group.calendar.google.com",
        "Topology": "pce8r0mnja2do20vkku2gslamk@group.calendar.google.com",
        "Operator Theory": "ftc1mbjbp95irpj6t9e2tfl020@group.calendar.google.com",
        "Graduate Students Seminar": "n6dhh35l2td9i73ii6dbkpqtro@group.calendar.google.com",
        "Galois-Grothendieck": "8qr0g4b576nd86cvbaogamclj8@group.calendar.google.com",
        "Analysis Commons": "fj2uv2u9ea74h8b0gihm3iu73c@group.calendar.google.com",
    }
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
