// Writes pledge_site/domain/atlas/shapes.json. Run by `make atlas`; see docs/adr/0003-the-map.md.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { spread } from "./circles.mjs";
import { INSETS, drawnInset } from "./insets.mjs";
import { NEUTRAL, equalEarth, gather, sharedTopology, trueAreas, wholeRings } from "./land.mjs";
import { NOTES, ANCHORS } from "./notes.mjs";
import { pathText } from "./pathtext.mjs";
import { SOURCE, worldTopology } from "./source.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const WIDTH = 960;
const HEIGHT = 478;
const VIEW = { sphereWidth: 1063, left: 39, top: 272 };
const DETAIL = { weight: 3.1, island: 5 };
const CIRCLE_UNDER = 19; // square units: a State smaller than this gets a circle
const SHAPE_OVER = 4; // a circle's State keeps its own shape under the circle above this
const LEAST = 14; // units between the centres of two circles on the main map

/** Reads the States: code and label point. Names hold no line breaks; points come before them. */
function readStates() {
  const text = readFileSync(join(root, "pledge_site/domain/states/member-states.csv"), "utf8");
  const [head, ...rows] = text.trim().split(/\r?\n/);
  const column = Object.fromEntries(head.split(",").map((name, i) => [name, i]));
  return new Map(
    rows.map((row) => {
      const cells = row.split(",");
      const point = [Number(cells[column.lon]), Number(cells[column.lat])];
      return [cells[column.iso3], ANCHORS[cells[column.iso3]] ?? point];
    }),
  );
}

const states = readStates();
const world = worldTopology(join(here, "node_modules", ".cache"));
const project = equalEarth(VIEW);
const topology = sharedTopology(gather(world, states), project);
const { rings, shared } = wholeRings(topology, DETAIL);
const areas = trueAreas(topology);
const framed = new Set(INSETS.flatMap((inset) => inset.states));

const paths = {};
const anchors = new Map();
for (const [id, point] of [...states].sort()) {
  if (framed.has(id)) continue;
  const area = areas.get(id) ?? 0;
  if (area >= SHAPE_OVER && rings.has(id)) paths[id] = pathText(rings.get(id));
  if (area < CIRCLE_UNDER) anchors.set(id, project(...point));
}
const box = { left: 8, top: 8, right: WIDTH - 8, bottom: HEIGHT - 8 };
const shapes = {
  source: SOURCE,
  notes: NOTES,
  viewBox: [0, 0, WIDTH, HEIGHT],
  paths,
  circles: Object.fromEntries(spread(anchors, { least: LEAST, box })),
  land: pathText(rings.get(NEUTRAL)),
  insets: Object.fromEntries(INSETS.map((inset) => [inset.id, drawnInset(world, inset, states)])),
};
const target = join(root, "pledge_site/domain/atlas/shapes.json");
writeFileSync(target, `${JSON.stringify(shapes, null, 1)}\n`);

const reached = new Set([...Object.keys(paths), ...Object.keys(shapes.circles), ...framed]);
const lost = [...states.keys()].filter((id) => !reached.has(id));
if (lost.length) throw new Error(`not drawn: ${lost.join(" ")}`);
const points = [...rings.values()].flat().reduce((sum, ring) => sum + ring.length, 0);
console.log(`${Object.keys(paths).length} shapes, ${Object.keys(shapes.circles).length} circles`);
console.log(`${framed.size} States in ${INSETS.length} insets, ${reached.size} States in all`);
console.log(`${points} points; ${shared} arcs stand once in the topology and are shared by two`);
