"""English."""

from pledge_site.domain.workshops.detecting.words.shape import Words

_GENERIC = (
    "(?:My|Our|The|A|An|At|In|From|Every|Each|Any|All|This|That|Their|His|Her|Your|Some|Most|No|And"
    "|But|Or|To|For|Of|When|If|Safe|Safer|Good|Public|Private|National|Secondary|Primary|High|Middle"
    "|Elementary|Junior|Senior|Nursery|Boarding|Sunday|Internet|Online)"
)
_STREET = (
    "(?:Street|Str|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Close|Crescent|Boulevard|Blvd|Terrace"
    "|Highway|Alley|Estate|Gardens|Square|street|road|avenue|lane|estate)"
)
_UNIT = (
    r"(?i:house|flat|apartment|apt\.?|room|block|plot|unit|door|building)(?i: (?:no\.?|number))?"
)
_SIZE = "(?i:primary|secondary|high|middle|elementary|junior|senior|nursery|boarding|international)"

WORDS = Words(
    identity=r"id\b|my code|i\.d\.|identity|passport|certificate|registration|admission|student n|student id"
    r"|card|account n|licen[cs]e|pin\b|nin\b|ssn\b|serial",
    telephone=r"phone|tel\b|tel\.|mobile|cell\b|call|text (?:me|us|him|her)|whats ?app|my number"
    r"|(?:his|her|their) number|number was|ring me|sms",
    birth=r"born|b-?day|birthday|birth ?date|date of birth|d\.?o\.?b",
    months="jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sep(?:t|tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?",
    digits="zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple",
    greetings=r"(?:hi|hello|hey)[,!]? (?:it'?s|this is|i'?m|i am)(?: me,?)?",
    groups=r"(?:the )?group of|we are|written by|from|signed,?|yours,",
    called=r"(?:is|was|are|were) (?:called|named)",
    introductions=r"my (?:full |real |first |last |own )?name is|my name's|my name|i am called"
    r"|i'm called|they call me|everyone calls me|(?:boy|girl|man|woman|person|friend|child|lady"
    r"|kid|someone|somebody|stranger|guy|teacher|pupil|student) (?:named|called|whose name is)"
    r"|(?:his|her|their|whose) (?:real |first )?name (?:is|was)|call me",
    being=r"i am|i'm|this is",
    people=r"(?:my|our|his|her|their|your|the|\w+'s)(?: (?:best|little|big|older|younger|elder|twin|small|late"
    r"|own|class|good|close))* ?(?:friend|brother|sister|cousin|mother|father|mum|mom|dad|uncle"
    r"|aunt|auntie|aunty|grandmother|grandfather|grandma|granny|neighbour|neighbor|classmate|teacher"
    r"|schoolmate|niece|nephew|daughter|son|boyfriend|girlfriend|facilitator|coach|pastor|headmaster|principal)s?,?",
    titles=r"mr|mrs|ms|miss|mister|dr|doctor|sir|madam|madame|teacher|uncle|aunt|auntie|aunty|coach"
    r"|pastor|imam|sister|brother|headmaster|principal|sheikh|father|chief|prof|professor|tutor|cousin",
    things=r"app|game|site|website|page|program(?:me)?|channel|school|platform|movie|film|show|server|place|group",
    not_names=(
        "not is on in the a an to for and or but from at with i me my we he she it they you very"
        " so too just also here there important written known secret hidden called when where why"
        " who what how all no yes dear please minister president king queen headteacher teacher"
        " monday tuesday wednesday thursday friday saturday sunday english french spanish russian"
        " arabic chinese african european asian american british kenyan ghanaian ugandan nigerian"
        " ethiopian zambian indian mexican muslim christian catholic strong brave happy sad proud"
        " internet online government child children girl boy student god never only being used"
        " because if that this was has will would should can could always then of by as said says"
        " told tells got says had have do does did got safe safer"
    ),
    given=(
        "Amina Fatuma Fatima Aisha Achieng Akinyi Wanjiku Wambui Njeri Atieno Otieno Ochieng Kamau"
        " Juma Baraka Zuri Zawadi Amani Kwame Kofi Ama Akosua Abena Yaw Kwabena Esi Tunde Chidi"
        " Ngozi Emeka Chioma Adaeze Olumide Yetunde Bakare Tendai Chipo Thabo Sipho Nomsa Lindiwe"
        " John James Mary Michael David Daniel Samuel Peter Paul Joseph Sarah Ruth Esther Rebecca"
        " Elizabeth Emma Olivia Kevin Brian Dennis Diana Jane Janet Susan Lucy Alice Moses Isaac"
        " Priya Ananya Arjun Rahul Rohan Lakshmi Kavya Nimal Kumari Nguyen Linh Minh Ali Ahmed"
        " Mohamed Mohammed Hassan Hussein Ibrahim Yusuf Omar Khadija Zainab Halima Maryam Liam Noah"
        " Oliver Jack Harry Ella Chloe Sophie Hannah Siti Budi Dewi Putri Ayu Maria Juan Jose"
        " Abdul Abigail Agnes Angela Anita Annie Anthony Arthur Beatrice Benjamin Bernard Brenda"
        " Caleb Caroline Catherine Charles Charity Christine Christopher Clara Cynthia Deborah Dorcas"
        " Doreen Edith Edwin Eliud Emily Emmanuel Eric Eugene Eunice Evelyn Felix Florence Francis"
        " Frederick George Gideon Gladys Gloria Grace Harriet Henry Irene Jacob James Janice Jason"
        " Jayden Jessica Joshua Joyce Judith Julia Juliet Justin Kelvin Kenneth Laura Lawrence Leah"
        " Leonard Lilian Linda Lydia Margaret Martha Matthew Maureen Melissa Mercy Miriam Monica"
        " Nancy Naomi Nathan Nicholas Norah Oscar Pamela Patience Patrick Philip Phoebe Rachel"
        " Raymond Richard Robert Rosemary Sandra Sharon Sheila Simon Solomon Stella Stephen Susan"
        " Sylvia Tabitha Theresa Timothy Veronica Victor Vincent Violet Vivian Walter William Winnie"
        " Yvonne Chanda Mutale Bwalya Kwesi Thandiwe Ayanda Nomvula Sibusiso Tatenda Farai Rudo"
        " Wanjiru Muthoni Kipchoge Chebet Nakato Kato Babirye Mugisha Asante Selam Abebe Tigist Hana"
        " Dawit Meron Deepa Divya Kiran Manoj Meena Neha Pooja Rajesh Ravi Sanjay Sunita Vijay Tariq"
        " Imran Bilal Ayesha Sana Rizwan Thuy Trang Huong Phuong Quang Arif Rizky Agus Wayan Ketut"
        " Rosa Cristina Angelica"
    ),
    schools=(
        rf"(?!{_GENERIC}\b)WORD(?: WORD){{0,3}} (?:Primary|Secondary|Elementary|Prep)\b",
        rf"(?!{_GENERIC}\b)WORD(?: (?:of|the|and|for|&|WORD)){{0,5}}?"
        rf"(?: {_SIZE}| (?i:girls'?|boys'?)){{0,3}} (?:School|Academy|College|Kindergarten|Institute"
        r"|Lyceum|Madrasa|Madrasah|Preschool)\b(?!s)",
        rf"(?!{_GENERIC}\b)WORD(?: WORD){{0,4}}(?:(?: {_SIZE}| (?i:girls'?|boys'?)){{1,3}}) (?:school|academy)\b(?!s)",
        r"(?i:school|academy|kindergarten|p\.s\.) ?(?i:no\.?|number|#|nr\.?) ?\d{1,4}",
        r"(?i:school|academy|college) (?i:called|named) NAME",
        r"St\.? WORD(?: WORD){0,2}",
        r"(?i:i|we|she|he) (?i:study|studies|learn|go to school) (?i:at|in) (?P<part>NAME)",
    ),
    addresses=(
        rf"\d{{1,5}}\s?[A-Za-z]?,? (?:WORD ){{1,4}}{_STREET}\b\.?(?: \d{{1,5}}[a-z]?)?",
        rf"(?!{_GENERIC} {_STREET})WORD (?:WORD ){{0,3}}?(?:Street|Road|Rd|Avenue|Lane|Drive|Estate|Crescent|Boulevard)\b(?:,? (?:(?i:number|no\.?|nr\.?|#) ?)?\d{{1,5}}[a-z]?)?",
        rf"{_UNIT} ?#? ?(?:\d{{1,5}}[A-Za-z]?|[A-Z]\d{{0,3}})\b",
        r"(?i:p\.? ?o\.? ?box|post office box) ?\d{1,6}",
        r"(?i:(?:village|town|estate|slum|neighbou?rhood|ward|settlement|compound) (?:of|called|named)) (?P<part>NAME)",
        rf"(?!{_GENERIC} )(?P<part>NAME) (?:village|slum|estate|settlement|refugee camp|neighbou?rhood)\b",
        r"(?i:i|we|she|he|they) (?i:live|lives|stay|stays|come|comes) (?i:in|at|near|from) (?P<part>NAME)",
    ),
)
