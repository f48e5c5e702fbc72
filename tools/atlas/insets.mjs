// The three framed insets: their frames, their circles, and a coast to find one's way by.
import { geoAzimuthalEqualArea, geoPath } from "d3-geo";
import { merge, mesh } from "topojson-client";
import { topology as asTopology } from "topojson-server";
import { presimplify, simplify } from "topojson-simplify";

import { spread } from "./circles.mjs";
import { lineText } from "./pathtext.mjs";

const SHORTEST = 12; // units: a shorter coast is left out
const LEAST = 16; // units between two centres: 24 CSS pixels when an inset fills a phone's width
const EDGE = { side: 10, top: 24, bottom: 8 };

/** `at` and `size` are in units of the main map, where the frame stands on a wide screen. */
export const INSETS = [
  {
    id: "caribbean",
    at: [380, 358],
    size: [100, 116],
    centre: [-60.8, 13.9],
    perDegree: 11,
    coarse: 4,
    borders: [],
    states: ["ATG", "BRB", "DMA", "GRD", "KNA", "LCA", "TTO", "VCT"],
  },
  {
    id: "europe",
    at: [641, 358],
    size: [126, 116],
    centre: [8.6, 43],
    perDegree: 7.4,
    coarse: 9,
    borders: ["AUT", "BEL", "CHE", "DEU", "ESP", "FRA", "ITA"],
    states: ["AND", "LIE", "LUX", "MCO", "MLT", "SMR", "VAT"],
  },
  {
    id: "pacific",
    at: [0, 358],
    size: [226, 116],
    centre: [161.5, -6],
    perDegree: 3.5,
    coarse: 8,
    borders: [],
    states: ["FJI", "FSM", "KIR", "MHL", "NRU", "PLW", "SLB", "TON", "TUV", "VUT", "WSM"],
  },
];

function projectionOf({ size: [width, height], centre: [longitude, latitude], perDegree }) {
  return geoAzimuthalEqualArea()
    .rotate([-longitude, -latitude])
    .scale((perDegree * 180) / Math.PI)
    .translate([width / 2, (height + EDGE.top - EDGE.bottom) / 2])
    .precision(0)
    .clipExtent([[-6, -6], [width + 6, height + 6]]);
}

/** Returns the lines that `geoPath` draws, as arrays of points, through its own text. */
function linesOf(geometry, projection) {
  const text = geoPath(projection)(geometry) ?? "";
  return text
    .split("M")
    .filter(Boolean)
    .map((part) => {
      const points = part.replace("Z", "").split("L").map((pair) => pair.split(",").map(Number));
      return part.endsWith("Z") ? [...points, points[0]] : points;
    });
}

/** Returns the path text of the coast, and of the borders that help to find a place. */
function orientation(world, inset, projection) {
  const countries = world.objects.countries;
  const geometries = countries.geometries.filter(({ id }) => id !== "ATA");
  const wanted = (a, b) => a !== b && [a, b].every(({ id }) => inset.borders.includes(id));
  const lines = [
    ...linesOf(merge(world, geometries), projection).filter(isLong),
    ...linesOf(mesh(world, countries, wanted), projection),
  ];
  const collection = {
    type: "GeometryCollection",
    geometries: lines.map((coordinates) => ({ type: "LineString", coordinates })),
  };
  const simple = simplify(presimplify(asTopology({ collection })), inset.coarse);
  return lineText(simple.arcs, inset.size);
}

/** Says whether a coast is long enough to be worth its bytes, in units of the inset. */
function isLong(points) {
  const far = points.map(([x, y]) => Math.hypot(x - points[0][0], y - points[0][1]));
  return Math.max(...far) >= SHORTEST;
}

/** Returns the inset as it is written: frame, circles by State, and the coast's path text. */
export function drawnInset(world, inset, anchors) {
  const projection = projectionOf(inset);
  const [width, height] = inset.size;
  const wanted = new Map(inset.states.map((id) => [id, projection(anchors.get(id))]));
  const box = {
    left: EDGE.side,
    top: EDGE.top,
    right: width - EDGE.side,
    bottom: height - EDGE.bottom,
  };
  return {
    at: inset.at,
    size: inset.size,
    circles: Object.fromEntries(spread(wanted, { least: LEAST, box })),
    coast: orientation(world, inset, projection),
  };
}
