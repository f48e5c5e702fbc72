"""What may tell of harm done to a child, in six languages: patterns alone.

All that is read was said in workshops on harm online, so that the bare subject is no hint: these
words say that it happened to someone near.
"""

HINTS: tuple[str, ...] = (
    # English
    r"(?:touch|hurt|hit|beat|rap|forc|threaten|blackmail|abus|grab|film|follow)(?:m?e?s|m?ed|ing)? (?:me|us|him|her|my (?:little |big |best )?(?:sister|brother|friend|cousin|classmate))\b",
    r"(?:sen[dt]|ask|want|show|made|forced|told)(?:ed|s)? (?:me|her|him|us|my \w+)(?: \w+){0,3} (?:naked|nudes?|private|undress|undressed|pictures? of my|photos? of my|body)",
    r"(?:my|her|his) (?:naked|nude|private) (?:picture|photo|video|image)s?",
    r"(?:naked|nude) (?:picture|photo|video)s? of (?:me|her|him)",
    r"(?:kill|hurt|cut|harm)(?:ing)? (?:myself|herself|himself)",
    r"want(?:ed|s)? to die|don't want to live",
    r"don't tell (?:anyone|your (?:mother|parents))|not to tell (?:anyone|my (?:mother|parents))|told me to keep (?:it )?(?:a )?secret",
    r"(?:i am|i'm|she is|he is) (?:afraid|scared) (?:of (?:him|her|my|going home))",
    r"paid me|gave me money (?:for|to)",
    r"meet (?:me|him) alone",
    # Spanish
    r"me (?:tocó|tocaba|toca|pegó|pega|golpea|golpeó|violó|obligó|obliga|amenazó|amenaza|chantajea|chantajeó|lastimó|grabó|persigue|sigue|hizo daño)",
    r"me (?:pidió|pide|mandó|manda|mostró|exigió)(?: \w+){0,4} (?:desnud[oa]s?|íntim[oa]s?|sin ropa|partes)",
    r"fotos? (?:mías? )?(?:desnud[oa]s?|íntimas?|sin ropa)",
    r"(?:quiero|quería|quiere) morir|matarme|hacerme daño|cortarme",
    r"no (?:le )?(?:digas|cuentes|contara|dijera)(?: nada)? a (?:nadie|tu|mi)",
    r"me da miedo (?:él|ella|mi|volver)",
    r"me pagó|me dio dinero",
    r"(?:tocó|pegó|golpeó|violó|obligó|amenazó|chantajeó|lastimó|grabó|persigue) a mi (?:hermanit?[oa]|amig[oa]|prim[oa]|compañer[oa])",
    # French
    r"m'a (?:touchée?|frappée?|battue?|violée?|forcée?|obligée?|menacée?|filmée?|suivie?|fait mal|fait chanter)",
    r"(?:me|m') ?(?:touche|frappe|bat|menace|force)(?:nt)?\b",
    r"(?:m'a (?:demandé|envoyé|montré)|me demande)(?: \S+){0,4} (?:nue?s?|intimes?|déshabill\w+|sans vêtements)",
    r"photos? (?:de moi )?(?:nue?s?|intimes?)",
    r"(?:veux|voulais|voulait|veut) mourir|me tuer|me faire du mal|me couper",
    r"ne (?:le )?(?:dis|dire|rien dire|dis rien)(?: rien)? à (?:personne|ta|ma|tes|mes)",
    r"j'ai peur de (?:lui|elle|mon|rentrer)",
    r"m'a (?:payée?|donné de l'argent)",
    r"a (?:touché|frappé|battu|violé|forcé|obligé|menacé|filmé|fait chanter) (?:ma|mon) (?:petite? |grande? )?(?:s[œo]e?ur|frère|amie?|cousine?|copine?)",
    # Russian
    r"(?:меня|мне|ее|его) (?:трога\w+|тронул\w*|бил\w*|бьет|бьют|изнасилова\w+|заставля\w+|заставил\w*|шантажир\w+|преследу\w+|снимал\w*|угрожа\w+)",
    r"(?:трогал\w*|бил|бьет|изнасиловал\w*|заставил\w*|заставлял\w*|шантажиру\w+|угрожа\w+) (?:меня|мне|ее|его)",
    r"(?:прос\w+|прислал\w*|требова\w+|показ\w+)(?: \w+){0,4} (?:гол\w+|обнаж\w+|интимн\w+|без одежды|раздет\w+)",
    r"(?:мои|ее|его) (?:интимн\w+|гол\w+) (?:фото\w*|видео)",
    r"(?:хочу|хотела|хотел|хочет) умереть|не хочу жить|убить себя|резать себя|порезала? себя",
    r"никому не (?:говори|рассказыва\w+)|не говори\w* (?:маме|родителям|никому)",
    r"боюсь (?:его|ее|идти домой)",
    r"(?:заплатил|дал денег|давал деньги)(?: \w+)? ?(?:мне)?",
    r"(?:трогал\w*|бил|бьет|изнасиловал\w*|заставил\w*|шантажиру\w+|угрожа\w+) мо(?:ю|ей|его|ему|и) (?:сестр\w+|брат\w*|подруг\w+|друг\w*)",
    # Arabic
    r"(?:لمسني|يلمسني|ضربني|يضربني|اغتصبني|أجبرني|يجبرني|هددني|يهددني|ابتزني|يبتزني|صورني|يلاحقني|آذاني|يؤذيني|تحرش بي|يتحرش بي)",
    r"(?:طلب|أرسل|أراد)(?: \w+){0,4} (?:عارية|عاري|عراة|خاصة|بدون ملابس|جسدي)",
    r"صور(?:ة|ي|تي)? (?:العارية|عارية|الخاصة)",
    r"(?:أريد|أردت|تريد) أن (?:أموت|تموت)|أقتل نفسي|أؤذي نفسي|لا أريد أن أعيش",
    r"لا (?:تخبر|تقول|تقل|أخبر)\w*(?: أحدا| أمك| أمي| والديك)|ألا أخبر",
    r"أخاف (?:منه|منها|من أبي|من عمي|العودة)",
    r"أعطاني (?:مالا|نقودا|المال)",
    r"(?:لمس|ضرب|يضرب|اغتصب|أجبر|هدد|يهدد|ابتز|يبتز|صور|آذى) (?:أختي|أخي|صديقتي|صديقي|ابنة عمي|ابن عمي)",
    # Chinese
    r"(?:摸|打|强奸|强迫|逼|威胁|勒索|跟踪|偷拍|伤害|猥亵|骚扰)(?:了|过)?(?:我|她|他)(?![人们的])",
    r"(?:要|让|叫)我(?:发|拍|脱|看)[^,。]{0,8}(?:裸|衣服|身体|照片|私密)",
    r"(?:我|她|他)的(?:裸照|私密照|裸体)",
    r"(?:我)?(?:想死|不想活|自杀|自残|割自己|伤害自己)",
    r"(?:不要|别|不许|不准)告诉(?:别人|妈妈|爸爸|任何人|家人|大人)",
    r"我(?:很)?(?:怕他|怕她|怕回家|害怕回家)",
    r"给(?:了)?我钱",
)
