"""How people write of platforms and spell addresses out, in the six languages: patterns alone."""

import re

ENDINGS = (
    "com|org|net|edu|gov|info|biz|app|io|me|co|uk|us|ca|in|za|ng|ke|gh|ug|et|tz|sn|ml|ci|cm|mx|ar|pe"
    "|ec|bo|cl|uy|py|ve|gt|hn|sv|ni|cr|pa|cu|do|br|es|fr|be|ch|de|it|pt|ru|by|kz|kg|ua|eg|jo|lb|sa"
    "|ae|ma|tn|dz|iq|sy|cn|tw|hk|sg|ph|vn|id|th|lk|bd|np|pk|au|nz|рф|рус|ру|ком|كوم|نت"
)

AT_SIGN = r"\s{0,2}@\s{0,2}"
AT = (
    r"(?:\s{0,2}[\[({<]\s?(?:at|@|arroba|arobase|собака|آت|ات|أت|在|艾特|圈a)\s?[\])}>]\s{0,2}"
    r"|\s(?:at|arroba|arobase|arrobas|собака|собачка|آت|ات|أت|艾特|圈a)\s|艾特)"
)
DOT = (
    r"(?:\s{0,2}[\[({<]\s?(?:dot|\.|punto|point|точка|دوت|نقطة|نقطه|点)\s?[\])}>]\s{0,2}"
    r"|\s(?:dot|punto|point|точка|دوت|نقطة|نقطه|点)\s|\s?点\s?|\s[.]\s|[.。])"
)
# A full stop with a blank would draw in the sentence before.
DOT_SAID = (
    r"(?:\s{0,2}[\[({<]\s?(?:dot|\.|punto|point|точка|دوت|نقطة|نقطه|点)\s?[\])}>]\s{0,2}"
    r"|\s(?:dot|punto|point|точка|دوت|نقطة|نقطه|点)\s)"
)

# Names of platforms, as words that stand before a name on them.
PLATFORMS = (
    r"insta(?:gram)?|ig|snap(?:chat)?|tik\s?tok|discord|telegram|tg|whats\s?app|messenger|viber"
    r"|signal|roblox|face\s?book|fb|youtube|twitter|kik|steam|twitch|fortnite|minecraft|free\s?fire"
    r"|pubg|vk|skype|likee|line|imo|we\s?chat|qq|psn|xbox"
    r"|инст(?:а|у|е|ой|аграм\w{0,3})|снап(?:чат\w{0,3})?|тик\s?ток\w{0,3}|дискорд\w{0,3}"
    r"|телег(?:а|у|е|рам\w{0,3})|тг|вк|вконтакте|ватсап\w{0,3}|вотсап\w{0,3}|роблокс\w{0,3}"
    r"|ютуб\w{0,3}|фейсбук\w{0,3}|стим\w{0,3}|одноклассник\w{0,3}|майнкрафт\w{0,3}"
    r"|انستغرام|انستقرام|انستجرام|انستا|سناب\s?شات|سناب|سنابي|تيك\s?توك|ديسكورد|تلغرام|تيليجرام|تليجرام"
    r"|واتس\s?اب|واتساب|فيسبوك|فيس|يوتيوب|تويتر|روبلوكس|ببجي|فري فاير"
    r"|微信号?|QQ号?|扣扣号?|抖音号?|快手号?|小红书号?|微博号?|哔哩哔哩|B站|王者荣耀|迷你世界|我的世界"
)
OWN = (
    r"user\s?names?|nick\s?names?|nick|gamer\s?tag|handle|screen\s?name|account|profile"
    r"|usuario|apodo|cuenta|perfil|pseudo|identifiant|compte|profil"
    r"|ник\w{0,3}|логин\w{0,3}|аккаунт\w{0,3}|профил\w{0,3}"
    r"|حسابي|حسابه|حسابها|حساب|يوزري|يوزره|يوزر|معرفي"
    r"|用户名|账号|帐号|昵称|网名|游戏名"
)
JOIN = (
    r"(?:\s{0,2}(?:(?:name|nickname|account|id|user|is|was|es|est|c'est|это|هو|هي|علي|في|on|en|sur|de|в"
    r"|de mi|called|se llama)(?![^\W_])|[:=]|号码?|昵称|账号|[是为叫]))"
)

# What says that a plain word after a platform is a name on it: "my", "add me on".
MINE = (
    r"my|his|her|their|our|mi|mis|su|mon|ma|son|sa|leur|мой|моя|мое|его|ее|add me on|follow me on"
    r"|find me on|i'm on|me on|siganme en|sigueme en|agregame en|buscame en|suivez-moi sur"
    r"|ajoute-moi sur|suis-moi sur|добавь меня в|подпишитесь на|ضيفوني علي|تابعوني علي|我的|他的|她的|加我|关注我"
)
COMMON = (
    "private public open closed hacked blocked full fun bad good safe dangerous banned deleted mine"
    " old new fake empty fine better best worse great boring scary free not slow fast gone here"
    " privado privada público pública mala malo bueno buena segura seguro peligroso privé privée"
    " publique fermé bloqué закрыт закрыта открыт взломан"
)
# Words of the world that are shaped as names of accounts are.
SHAPED_ALIKE = re.compile(r"(?:covid|windows|web|mp|html|iso|utf)[-_]?\d", re.IGNORECASE)
