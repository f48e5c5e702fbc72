"""French."""

from pledge_site.domain.workshops.detecting.words.shape import Words

_OF = r"(?:de la |de l'|de |des |du |d'|la |le |les |l'){0,3}"
_STREET = (
    r"(?i:rue|avenue|av\.|boulevard|bd\.?|impasse|chemin|allée|allées|place|quai|route|ruelle|sentier"
    r"|passage|square|esplanade|corniche|venelle)"
)
_KIND = (
    "(?i:primaire|élémentaire|maternelle|secondaire|publique|public|privée|privé|technique|général"
    "|professionnel|catholique|coranique|franco-arabe|franco-arabe|bilingue|communale|municipale|mixte)"
)
_SCHOOL = "(?i:école|ceg|ces|cet|epp|iut|cours|collège|lycée|cem|groupe scolaire|complexe scolaire|institut|internat|crèche)"

WORDS = Words(
    identity=r"nip\b|nin\b|cni\b|mon code|carte d'identité|identité|passeport|carte|matricule|numéro d'élève|n° d'élève|dossier|acte de"
    r" naissance|sécurité sociale|carte scolaire|numéro de (?:carte|compte|dossier)|identifiant national",
    telephone=r"téléphone|tél\b|tél\.|portable|appel|whats ?app|mon numéro|son numéro|leur numéro|sms"
    r"|numéro est|joindre au",
    birth=r"anniv\b|né[e]? le|naissance|anniversaire|suis né|est né",
    months="janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    digits="zéro|un|deux|trois|quatre|cinq|six|sept|huit|neuf",
    greetings=r"(?:salut|bonjour|coucou|hello)[,!]? (?:c'est|moi c'est|je suis|ici)(?: moi,?)?",
    groups=r"(?:le )?groupe de|nous sommes|écrit par",
    called=r"s'appel(?:le|ait|lent)|prénommée?|nommée?",
    introductions=r"je m'appelle|mon (?:vrai |pré)?nom(?: complet)? est|mon prénom est|mon prénom c'est"
    r"|mon nom c'est|on m'appelle|moi c'est|moi, c'est|(?:garçon|fille|monsieur|dame|homme|femme|ami|amie|personne|élève"
    r"|enfant|quelqu'un|inconnu|copain|copine|camarade|type) (?:qui s'appel(?:le|ait)|nommée?|appelée?|du nom de)"
    r"|(?:il|elle) s'appel(?:le|ait)|son (?:pré)?nom (?:est|était)",
    being=r"je suis|c'est|ici",
    people=r"(?:mon|ma|mes|notre|nos|son|sa|ton|ta|le|la|un|une)(?: (?:meilleure?|petite?|grande?|vieille|cher|chère))*"
    r" ?(?:amie?|frère|sœur|soeur|cousine?|mère|père|maman|papa|oncle|tante|tonton|tata|grand-mère"
    r"|grand-père|voisine?|camarade|copain|copine|maîtresse|maître|prof|professeure?|enseignante?|nièce"
    r"|neveu|fille|fils|demi-frère|demi-sœur|animatrice|animateur|directrice|directeur),?",
    titles=r"m|mme|mlle|mr|monsieur|madame|mademoiselle|dr|docteur|maître|maîtresse|oncle|tante|tonton"
    r"|tata|tantie|professeur|prof|père|imam|marabout|pasteur|directeur|directrice|cousin|cousine",
    things=r"appli|application|jeu|site|page|programme|chaîne|école|plateforme|film|série|groupe",
    not_names=(
        "n'est ne pas est la le les un une des de du et ou mais avec pour par que qui je nous il elle on"
        " très aussi important secret ministre président présidente directeur directrice professeur"
        " lundi mardi mercredi jeudi vendredi samedi dimanche lundis français anglais sénégalaise"
        " sénégalais malienne malien ivoirienne ivoirien burkinabè camerounaise camerounais béninoise"
        " française musulmane musulman chrétienne catholique forte fort fière fier heureuse internet"
        " fille garçon élève dieu gouvernement état dit a était quand parce si comme où pourquoi"
    ),
    given=(
        "Aïssatou Fatou Fatoumata Mariama Mamadou Moussa Ousmane Ibrahima Ibrahim Awa Aminata Khady"
        " Ndeye Cheikh Abdoulaye Seydou Souleymane Adama Binta Kadiatou Oumou Salimata Issa Boubacar"
        " Koffi Kouassi Yao Akissi Affoué Amadou Modou Assane Astou Coumba Rokhaya Inès Léa Manon"
        " Camille Chloé Louis Lucas Hugo Jules Gabriel Raphaël Théo Nathan Yanis Mehdi Karim Samira"
        " Nadia Leïla Sarah Pauline Juliette Mathilde Solange Clarisse Honorine Désiré Didier Marc"
        " Jean Paul Jacques François Michel Philippe Nicolas Thomas Antoine Marie Sophie Élise Kofi"
        " Abdou Abel Adèle Adjoa Aimée Alain Albert Alex Alexandre Alexis Alima Aline Alphonse Amélie"
        " Anaïs André Angélique Anne Arnaud Arthur Assétou Audrey Baptiste Béatrice Bénédicte Benoît"
        " Bernadette Bernard Bintou Blaise Boris Brigitte Bruno Carine Catherine Cécile Céline"
        " Charles Charlotte Christelle Christian Christine Claire Claude Claudine Clémence Clément"
        " Corinne Cyril Damien Daouda David Delphine Denis Diane Djibril Dominique Edwige Élodie Emma"
        " Emmanuel Enzo Éric Ernestine Estelle Étienne Eugénie Évelyne Fabrice Fanta Florence"
        " Françoise Franck Frédéric Gaëlle Geneviève Georges Gérard Germaine Ghislaine Gilles"
        " Grégoire Guillaume Habib Hamidou Hawa Hélène Henri Henriette Hervé Idrissa Idrissou"
        " Isabelle Ismaël Jacqueline Jeanne Jérôme Joël Joséphine Judith Julie Julien Justine Karine"
        " Kévin Laure Laurence Laurent Léon Lionel Lucie Madeleine Maïmouna Marcel Marguerite Marion"
        " Marius Martine Mathieu Maxime Michèle Monique Moustapha Myriam Nafissatou Natacha Nathalie"
        " Nicole Noémie Océane Odile Olivier Oumar Ousseynou Pascal Patrice Patricia Perrine"
        " Philomène Rachida Ramatoulaye Rasmata Régine Rémi René Robert Roger Rokia Romain Sabine"
        " Safiatou Salif Salimatou Samuel Sandrine Sébastien Serge Simone Sylvain Sylvie Tidiane"
        " Valentin Valérie Véronique Victoire Vincent Virginie Wilfried William Xavier Yacouba Yann"
        " Yasmine Yvette Yves Zénabou"
    ),
    schools=(
        rf"{_SCHOOL}(?: {_KIND}){{0,4}} {_OF}[\"«]?\s?(?P<head>NAME)\s?[\"»]?",
        rf"{_SCHOOL}(?: {_KIND}){{0,4}} ?(?i:n°|no\.?|numéro) ?\d{{1,4}}",
    ),
    addresses=(
        rf"(?:\d{{1,4}}(?: ?(?:bis|ter|[A-D]))?,? )?{_STREET} {_OF}(?:NAME|\d{{1,4}})(?:,? (?i:villa|n°|numéro|porte|lot|appartement|appt\.?|bâtiment|bat\.?|immeuble)? ?\d{{1,4}})?",
        rf"\d{{1,4}}(?: ?(?:bis|ter))?,? {_STREET} {_OF}\w+",
        rf"(?i:quartier|cité|résidence|lotissement|hameau|commune|secteur|arrondissement|domaine) {_OF}(?P<head>NAME)",
        rf"(?i:village) {_OF}(?P<part>NAME)",
        r"(?i:b\.?p\.?|boîte postale) ?\d{1,6}",
        r"(?i:villa|appartement|appt\.?|immeuble|lot|parcelle|bâtiment|bât\.?|îlot|bloc|porte|escalier) ?(?i:n°|numéro|no\.?)? ?(?:\d{1,5}|[A-Z]\b)",
        r"(?i:j'habite|nous habitons|on habite|il habite|elle habite|je vis|je viens) (?i:à|au|en|dans|de|près de) (?P<part>NAME)",
    ),
)
