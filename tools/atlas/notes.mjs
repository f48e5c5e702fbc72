// The special cases, each with the reason it is drawn as it is. docs/adr/0003-the-map.md repeats
// them as a table, and a test compares the two.

/** Where a circle is anchored when the State's label point would not do: [longitude, latitude]. */
export const ANCHORS = {
  KIR: [173, 1.42],
  PSE: [33.2, 32],
};

export const NOTES = [
  ["PSE", "Observer State, on the list: a link. Two features in the source (West Bank, Gaza), drawn as one; its circle stands in the sea beside it, so that it hides no neighbour."],
  ["VAT", "Observer State, on the list: a link. No shape in the source; a circle at its label point, in the inset of Europe."],
  ["SMR", "Member State without a shape in the source; a circle at its label point, in the inset of Europe."],
  ["KIR", "Member State spread over three island groups; its circle stands at Tarawa, in the inset of the Pacific."],
  ["ECU, ESP, PRT, MUS", "Several features in the source (islands apart); drawn as one State each. Islands under five square units are left out."],
  ["TWN", "Not on the list of 195: neutral land."],
  ["ESH", "Western Sahara, a non-self-governing territory: neutral land."],
  ["XJK, XAC, XAP", "Jammu and Kashmir, Aksai Chin, Arunachal Pradesh: features of their own in the source, neutral land."],
  ["XHT, XBT, XIT", "Hala'ib triangle, Bi'r Tawil, Ilemi triangle: features of their own in the source, neutral land."],
  ["FLK, SGS", "Falkland Islands (Malvinas), South Georgia: neutral land."],
  ["GRL, FRO, SJM, ALA", "Greenland, Faroe Islands, Svalbard and Jan Mayen, Åland: features of their own in the source, neutral land."],
  ["GUF, GLP, MTQ, MYT, REU, NCL, PYF, ATF", "French overseas departments and territories, features of their own in the source: neutral land where large enough to see."],
  ["PRI and other islands", "Territories of other States, features of their own in the source: neutral land where large enough to see."],
  ["HKG, MAC", "Special administrative regions of China; too small to see at this scale, not drawn."],
  ["Kosovo", "No feature in the source, which draws it within Serbia; drawn as in the source."],
  ["ATA", "Antarctica is not drawn."],
];
