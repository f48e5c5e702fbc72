"""The lists that a commitment is tagged from, each with its source. Pure."""

from pledge_site.kernel.languages import N_

FIRMNESS: dict[str, str] = {
    "intention": N_("An intention"),
    "policy_document": N_("A policy document"),
    "budget": N_("A budget"),
    "law": N_("A law"),
}

# The three outcomes that the campaign works towards.
OUTCOMES: dict[str, str] = {
    "laws_and_policies": N_("Laws and policies"),
    "digital_citizens": N_("Digital citizens"),
    "children_and_survivors": N_("Vulnerable children and survivors"),
}

# The 21 capabilities of the Model National Response (WeProtect Global Alliance).
CAPABILITIES: dict[str, str] = {
    "leadership": N_("Leadership"),
    "research": N_("Research, analysis and monitoring"),
    "legislation": N_("Legislation"),
    "law_enforcement": N_("Dedicated law enforcement"),
    "judiciary": N_("Judiciary and prosecutors"),
    "offender_management": N_("Offender management"),
    "image_databases": N_("Access to image databases"),
    "end_to_end_support": N_("End-to-end support"),
    "workforce": N_("Child protection workforce"),
    "remedies": N_("Compensation, remedies and complaints"),
    "helpline": N_("Child helpline"),
    "hotline": N_("Hotline"),
    "education": N_("Education programme"),
    "participation": N_("Child participation"),
    "offender_support": N_("Offender support"),
    "takedown": N_("Takedown procedures"),
    "industry_reporting": N_("Reporting by industry"),
    "innovation": N_("Innovative solutions"),
    "corporate_responsibility": N_("Corporate social responsibility"),
    "media_reporting": N_("Ethical and informed media reporting"),
    "terminology": N_("Universal terminology"),
}

# The ten domains of digital citizenship education (Council of Europe).
DOMAINS: dict[str, str] = {
    "access": N_("Access and inclusion"),
    "learning": N_("Learning and creativity"),
    "media_literacy": N_("Media and information literacy"),
    "ethics": N_("Ethics and empathy"),
    "wellbeing": N_("Health and well-being"),
    "presence": N_("E-presence and communications"),
    "active_participation": N_("Active participation"),
    "rights": N_("Rights and responsibilities"),
    "privacy": N_("Privacy and security"),
    "consumer": N_("Consumer awareness"),
}

TAGS: dict[str, dict[str, str]] = {
    "outcomes": OUTCOMES,
    "capabilities": CAPABILITIES,
    "domains": DOMAINS,
}
