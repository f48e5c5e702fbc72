"""Spanish."""

from pledge_site.domain.workshops.detecting.words.shape import Words

_OF = "(?:de|del|la|las|los|el|lo|y|san|santa)"
_STREET = (
    r"(?i:calle|avenida|avda?\.?|av\.|carrera|cra\.?|kra\.?|jirón|jr\.|pasaje|psje\.?|camino|diagonal"
    r"|transversal|paseo|plaza|plazuela|callejón|calzada|boulevard|bulevar|carretera|ruta|prolongación)"
)
_NO = r"(?i: ?(?:#|n\.?[oº]\.?|núm\.?|número|nro\.?|num\.?|no\.?))"
_KIND = (
    "(?i:primaria|secundaria|preparatoria|técnica|técnico|tecnológico|nacional|pública|público|rural"
    "|básica|básico|fiscal|mixta|mixto|privada|particular|oficial|superior|media|infantil|normal"
    "|unidad|educativa|educativo|municipal|estatal|federal)"
)
_SCHOOL = (
    r"(?i:ceip|ies|cetis|cbtis|conalep|i\.e\.|escuela|escuelita|colegio|instituto|institución|liceo|unidad educativa|preparatoria|secundaria"
    "|primaria|jardín de niños|jardín infantil|telesecundaria|internado|guardería|centro escolar)"
)

WORDS = Words(
    identity=r"dni\b|cédula|pasaporte|curp|matrícula|identidad|identificación|carné|carnet|expediente"
    r"|folio|rut\b|tarjeta|cuenta n|documento",
    telephone=r"tel[eé]fono|tel\b|tel\.|celular|móvil|llám|llama|marca al|whats ?app|mi número|su número"
    r"|al número|el número",
    birth=r"nací|cumple\b|cumpleaños|nacida|nacido|nació|cumpleaños|fecha de nacimiento|cumplo",
    months="enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre"
    "|noviembre|diciembre",
    digits="cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve",
    greetings=r"hola,? (?:soy|aquí|habla)",
    groups=r"(?:el )?grupo de|somos|escrito por|firmamos,?",
    called=r"se llama(?:ba)?|llamad[oa]s?",
    introductions=r"me llamo|mi nombre(?: completo)? es|me dicen|me llaman|(?:chic[oa]|niñ[oa]|señora?"
    r"|muchach[oa]|persona|amig[oa]|hombre|mujer|joven|alguien|compañer[oa]|profesora?|maestr[oa])"
    r" (?:que se llama(?:ba)?|llamad[oa]|de nombre)|(?:él|ella) se llama(?:ba)?|su nombre (?:es|era)|atentamente,?",
    being=r"soy|yo soy|aquí|habla",
    people=r"(?:mi|mis|nuestr[oa]|su|tu|el|la|un|una|al)(?: (?:mejor|gran|primera?))? ?(?:amig[oa]"
    r"|herman[oa]|herman[oa] (?:menor|mayor)|hermanit[oa]|prim[oa]|mamá|papá|madre|padre|tí[oa]"
    r"|abuel[oa]|abuelit[oa]|vecin[oa]|compañer[oa]|profe|profesora?|maestr[oa]|sobrin[oa]|hij[oa]|novi[oa]"
    r"|facilitadora?|directora?|padrino|madrina),?",
    titles=r"seño|señor|señora|señorita|sr|sra|srta|don|doña|profesor|profesora|profe|maestro|maestra|doctor"
    r"|doctora|dr|dra|tío|tía|padre|sor|licenciado|licenciada|ingeniero|director|directora|prof",
    things=r"aplicación|app|juego|sitio|página|programa|canal|escuela|plataforma|película|serie|grupo",
    not_names=(
        "no es en la el los las un una de del y o pero con para por que se me mi yo muy también así"
        " importante secreto ministra ministro presidente presidenta directora director profesora"
        " profesor lunes martes miércoles jueves viernes sábado domingo español inglés mexicana"
        " mexicano peruana peruano ecuatoriana ecuatoriano boliviana boliviano colombiana colombiano"
        " guatemalteca hondureña hondureño argentina chilena católica fuerte valiente feliz niña"
        " niño internet dios gobierno señor señora esta está aquí cuando porque si dice dijo tiene"
        " había quien como donde"
    ),
    given=(
        "Lucía Mateo Ximena Valentina Camila Sofía Isabella Mariana Daniela Gabriela Fernanda Diego"
        " Santiago Sebastián Alejandro Andrés Carlos José Juan Luis Miguel Pedro Jorge Javier Ricardo"
        " Fernando Eduardo Brayan Kevin Jhon Yesenia Maritza Guadalupe Lupita Paola Andrea Carolina"
        " Natalia Elena Carmen Teresa Beatriz Alicia Patricia Lorena Nayeli Itzel Citlali Xóchitl"
        " Rodrigo Emiliano Joaquín Nicolás Martín Tomás Facundo Thiago Bruno Renata Ariana Antonella"
        " Milagros Yadira Wilmer Edison Jefferson Anahí Killa Nina Ernesto Raúl Arturo Héctor Óscar"
        " Abril Adriana Alba Alejandra Alex Alexa Alondra Amalia Ana Ángel Angélica Antonio Armando"
        " Axel Belén Benjamín Berenice Bianca Blanca Brenda Bryan Camilo Carla Catalina Cecilia César"
        " Christian Claudia Cristian Cristina Damián Daniel Darío David Dayana Débora Denisse Diana"
        " Dulce Edgar Edwin Elías Elizabeth Emilia Emilio Enrique Erick Ester Estefanía Esteban"
        " Evelyn Fabián Fátima Felipe Fabiola Francisco Franco Gael Génesis Gerardo Gilberto Giovanni"
        " Gloria Gonzalo Graciela Gustavo Hernán Hugo Ignacio Iker Inés Irene Isabel Iván Jaime Jairo"
        " Jazmín Jennifer Jéssica Jhonatan Jimena Johanna Jonathan Josué Juana Julián Juliana Julio"
        " Karen Karla Katherine Leandro Leonardo Leticia Liliana Lina Lisandro Lorenzo Lourdes"
        " Luciana Luisa Manuel Manuela Marcela Marcelo Marco Marcos Margarita Mario Marisol Maribel"
        " Marta Martina Matías Mauricio Maximiliano Melany Mercedes Micaela Miriam Mónica Nahuel"
        " Noelia Norma Olga Omar Orlando Pablo Pamela Paula Paulina Priscila Rafael Ramiro Ramón"
        " Raquel Regina Roberto Rocío Romina Rosario Rubén Salvador Samuel Sandra Sara Saúl Silvia"
        " Simón Susana Tatiana Valeria Vanessa Verónica Vicente Víctor Violeta Viviana Walter Wendy"
        " Ximena Yamila Yuliana Zoe"
    ),
    schools=(
        rf"{_SCHOOL}(?: {_KIND}| de {_KIND}| de (?i:educación|enseñanza)){{0,4}}{_NO} ?\d{{1,6}}(?: NAME)?",
        rf"{_SCHOOL}(?: {_KIND}| de {_KIND}| de (?i:educación|enseñanza)){{0,4}}(?: {_OF}){{0,3}}"
        r" [\"«]?(?P<head>NAME)[\"»]?",
    ),
    addresses=(
        rf"{_STREET}(?: {_OF}){{0,3}} (?:NAME|\d{{1,4}}[A-Za-z]?)(?:,?(?:{_NO}| ?#)? ?\d{{1,5}}(?:\s?-\s?\d{{1,4}})?[A-Za-z]?)?"
        r"(?:,? (?i:casa|piso|depto\.?|departamento|apto\.?|apartamento|interior|int\.|bloque|torre|manzana|lote)(?: ?#)? \w{1,4})*",
        rf"(?i:barrio|colonia|col\.|urbanización|urb\.|vereda|aldea|caserío|sector|fraccionamiento|villa|asentamiento"
        rf"|corregimiento|población|parroquia|cantón)(?: {_OF}){{0,3}} NAME",
        rf"(?i:comunidad|pueblo|comuna|rancho|ejido)(?: (?i:de|del|llamad[oa])) (?:{_OF} ){{0,2}}(?P<part>NAME)",
        r"(?i:casa|depto\.?|departamento|apartamento|bloque|torre|manzana|mz\.?|lote|lt\.?) ?(?:(?i:n\.?º|no\.|número|#) ?)?(?:\d{1,5}[A-Z]?|[A-Z]\d{0,3})\b",
        r"(?i:apartado|casilla)(?i: postal| de correos)? ?\d{1,6}",
        r"(?i:estudio|estudiamos|estudia) (?i:en) (?:(?:el|la) )?(?P<part>NAME)",
        r"(?i:vivo|vivimos|vive|viven) (?i:en|por|cerca de) (?P<part>NAME)",
    ),
)
