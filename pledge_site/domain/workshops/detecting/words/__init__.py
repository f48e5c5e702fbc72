"""What each of the six languages knows of names, schools, streets and numbers; words alone."""

from pledge_site.domain.workshops.detecting.words import ar, en, es, fr, ru, zh

ALL = (ar.WORDS, zh.WORDS, en.WORDS, fr.WORDS, ru.WORDS, es.WORDS)
