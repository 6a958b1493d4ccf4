"""Words of which English has few, and by which a rule sees where a phrase begins and ends."""


def of(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


BE = of("is are was were be been being am 's 're isn't aren't wasn't weren't")
AUXILIARIES = BE | of(
    """has have had having do does did will would shall should can could may might must cannot
    hasn't haven't hadn't don't doesn't didn't won't wouldn't can't couldn't shouldn't mightn't
    mustn't he's she's it's they've we've he'd she'd they'd he'll she'll they'll we'll it'll
    they're we're that's there's"""
)
NEGATIONS = of("not never no n't neither nor hardly")
PERSONS = of("he she they")
PRONOUNS = PERSONS | of("it i we you who this these those that one others some many all both")
SUBJECTS = of("he she it they i we you there this these those")
OBJECTS = of("him her them me us it you himself herself themselves")
POSSESSIVES = of("his her its their our my your whose")
DETERMINERS = POSSESSIVES | of(
    """the a an this that these those some any each every no another both several many most few all
    one two three four five six seven eight nine ten dozens hundreds"""
)
PREPOSITIONS = of(
    """of in on at by for from with to into over under about against between among through during
    after before since until near off per via amid despite without within across around behind
    beyond following including like outside inside toward towards upon throughout along than as
    above below onto"""
)
SUBORDINATORS = of(
    """that because when while if although though unless until since whether where after before as
    which who whom whose what why how than so once lest whereas"""
)
CONJUNCTIONS = of("and or but nor yet")
WEEKDAYS = of("monday tuesday wednesday thursday friday saturday sunday")
MONTHS = of(
    """january february march april may june july august september october november december jan.
    feb. aug. sept. oct. nov. dec."""
)
TIMES = WEEKDAYS | of(
    "today yesterday tonight tomorrow to-day to-night to-morrow later earlier recently afterwards afterward overnight again too"
)
PARTS_OF_TIME = of(
    "night week month year morning afternoon evening summer winter spring autumn fall"
)
ADVERBS = TIMES | of(
    """also then now still already even just once ever soon often always sometimes instead
    meanwhile however simply only further rather quite almost both all else once himself herself
    themselves itself perhaps there here"""
)
MANNERS = of(
    "publicly privately flatly repeatedly bluntly simply recently separately initially earlier only"
)
WH = of("whether if how why what who when where which")
BEFALLEN = of("dead missing lost drowned killed trapped injured wounded buried")
"""What people are feared or believed to be: "hundreds were missing and feared dead"."""
# Pasts that do not end in "ed", and a few presents, of verbs that news is full of.
COMMON_VERBS = of(
    """went came took made got gave saw left began held met won lost ran fell kept brought sent paid
    said told built rose led broke spoke chose drove became grew knew thought wrote stood sat lay
    put hit shot died sold bought fought caught taught sought fell drew flew threw wore tore swore
    shook woke froze stole sank rang sang drank swam hid slid shone stuck struck hung dug swung
    slept crept wept swept meant dealt knelt spent lent bent won heard showed fled bore blew beat
    begins faced lies rises falls
    makes takes goes comes gets gives remains continues includes needs
    seems appears looks wants works runs faces plans has means says thinks knows believes"""
)


def is_adverb(word: str) -> bool:
    """Whether a word, as printed, may stand between a subject and its verb; Kimberly may not."""
    if word.lower() in ADVERBS:
        return True
    return word.islower() and word.endswith("ly") and word not in ("family", "supply")


def is_finite(word: str) -> bool:
    """Whether a word in lower case is sure enough to be a verb that makes a clause."""
    return (
        word in AUXILIARIES
        or word in COMMON_VERBS
        or (word.endswith("ed") and len(word) > 4 and word not in ("united", "hundred", "wounded"))
    )
