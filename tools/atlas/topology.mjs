// Prints the explorer's topology: `world_50m` with what its map draws, simplified. Run by `make vendor`.
// The shapes of the server's own map come from the same source by build.mjs.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { quantize } from "topojson-client";
import { filter, presimplify, simplify } from "topojson-simplify";

import { worldTopology } from "./source.mjs";

const DETAIL = 0.024; // square degrees: a point that adds less is left out
const GRID = 1e4; // places along each side
const DRAWN = ["countries", "land", "coastlines"];

const here = dirname(fileURLToPath(import.meta.url));
const world = worldTopology(join(here, "node_modules", ".cache"));
const objects = Object.fromEntries(DRAWN.map((name) => [name, world.objects[name]]));
const known = ({ geometries }) => new Set(geometries.map(({ id }) => id));
const slim = quantize(simplify(presimplify(filter({ ...world, objects }, () => true)), DETAIL), GRID);
const lost = [...known(world.objects.countries)].filter((id) => !known(slim.objects.countries).has(id));
if (lost.length) throw new Error(`lost: ${lost.join(" ")}`);
process.stdout.write(JSON.stringify(slim));
