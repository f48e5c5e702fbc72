// From the source topology to rings of whole-number points in which neighbours share their border.
// Circles, insets and path text live in files of their own.
import { geoEqualEarthRaw } from "d3-geo";
import { feature, mergeArcs } from "topojson-client";
import { topology as asTopology } from "topojson-server";
import { presimplify, simplify } from "topojson-simplify";

export const NEUTRAL = "land";
const TURNED_BY = 11; // degrees east of Greenwich at the map's middle: no State is cut
const radians = Math.PI / 180;

/** Returns the Equal Earth projection onto the view box, as a function of longitude, latitude. */
export function equalEarth({ sphereWidth, left, top }) {
  const half = geoEqualEarthRaw(Math.PI, 0)[0];
  const scale = sphereWidth / (2 * half);
  return (longitude, latitude) => {
    const [x, y] = geoEqualEarthRaw((longitude - TURNED_BY) * radians, latitude * radians);
    return [(x + half) * scale - left, top - y * scale];
  };
}

/** Returns the longitudes of a polygon without a jump, its middle on the map's own turn. */
function unwrapped(polygon) {
  const start = polygon[0][0][0];
  const near = (longitude, to) => longitude - 360 * Math.round((longitude - to) / 360);
  const mean = polygon[0].reduce((sum, [x]) => sum + near(x, start), 0) / polygon[0].length;
  const middle = near(mean, TURNED_BY);
  return polygon.map((ring) => ring.map(([x, y]) => [near(x, middle), y]));
}

/** Returns polygons by id: one entry per State, and one for all land that is not on the list. */
export function gather(world, states) {
  const polygons = new Map();
  for (const geometry of world.objects.countries.geometries) {
    if (geometry.id === "ATA") continue;
    const id = states.has(geometry.id) ? geometry.id : NEUTRAL;
    const { type, coordinates } = feature(world, geometry).geometry;
    const found = (type === "Polygon" ? [coordinates] : coordinates).map(unwrapped);
    polygons.set(id, [...(polygons.get(id) ?? []), ...found]);
  }
  return polygons;
}

/** Returns a planar topology of the polygons, each arc stored once, whoever shares it. */
export function sharedTopology(polygons, project, fineness = 1e5) {
  const objects = {};
  for (const [id, parts] of polygons) {
    const coordinates = parts.map((polygon) =>
      polygon.map((ring) => ring.map(([x, y]) => project(x, y))),
    );
    objects[id] = { type: "MultiPolygon", coordinates };
  }
  const fine = asTopology(objects, fineness);
  for (const id of Object.keys(fine.objects)) {
    fine.objects[id] = mergeArcs(fine, [fine.objects[id]]);
  }
  return presimplify(fine, weigh);
}

// Where more or less of the coast counts, in units of the view box: [left, top, right, bottom].
const CARE = [
  { within: [415, 36, 545, 165], factor: 1.7 }, // Europe: many States, little room
  { within: [545, 85, 620, 165], factor: 1.4 },
  { within: [0, 0, 960, 62], factor: 0.4 }, // the Arctic's islands and inlets
  { within: [190, 175, 275, 245], factor: 1.4 }, // Central America and the Caribbean
  { within: [740, 175, 920, 320], factor: 1.3 }, // South-eastern Asia's islands
  { within: [800, 90, 850, 155], factor: 1.5 }, // Korea and Japan
  { within: [880, 390, 945, 450], factor: 1.4 }, // New Zealand
];

/** Returns what a point is worth: its triangle, by place, and less for the tip of a spike. */
function weigh([[ax, ay], [bx, by], [cx, cy]]) {
  const area = Math.abs((ax - cx) * (by - ay) - (ax - bx) * (cy - ay)) / 2;
  const [ux, uy, vx, vy] = [ax - bx, ay - by, cx - bx, cy - by];
  const cosine = (ux * vx + uy * vy) / (Math.hypot(ux, uy) * Math.hypot(vx, vy) || 1);
  const care = CARE.find(
    ({ within: [left, top, right, bottom] }) => bx >= left && bx < right && by >= top && by < bottom,
  );
  return area * (care?.factor ?? 1) * (cosine > 0 ? 1 - 0.7 * cosine : 1);
}

const same = (a, b) => a[0] === b[0] && a[1] === b[1];
const cross = (a, b, c) => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

/** Returns the arc in whole numbers, without repeats, spikes or points along a straight line. */
function wholeArc(arc) {
  const points = [];
  for (const exact of arc) {
    const point = [Math.round(exact[0]), Math.round(exact[1])];
    if (points.length && same(points.at(-1), point)) continue;
    while (points.length > 1 && cross(points.at(-2), points.at(-1), point) === 0) points.pop();
    if (!points.length || !same(points.at(-1), point)) points.push(point);
  }
  return points;
}

/** Returns a ring's points. `turned` walks it the other way round. */
function ringOf(indexes, arcs, turned) {
  const walk = turned ? indexes.map((index) => ~index).reverse() : indexes;
  const ring = [];
  for (const index of walk) {
    const points = index < 0 ? arcs[~index].toReversed() : arcs[index];
    for (const point of points) if (!ring.length || !same(ring.at(-1), point)) ring.push(point);
  }
  if (ring.length > 1 && same(ring[0], ring.at(-1))) ring.pop();
  return ring;
}

/** Returns the true area of each State and of the other land, in square units. */
export function trueAreas(topology) {
  return new Map(
    Object.entries(topology.objects).map(([id, object]) => {
      const outer = feature(topology, object).geometry.coordinates.map((polygon) => polygon[0]);
      return [id, outer.reduce((sum, ring) => sum + ringArea(ring), 0)];
    }),
  );
}

export function ringArea(ring) {
  return Math.abs(
    ring.reduce((sum, [x, y], i) => {
      const [nextX, nextY] = ring[(i + 1) % ring.length];
      return sum + x * nextY - y * nextX;
    }, 0) / 2,
  );
}

/**
 * Returns rings by id, the largest first. `weight` is the triangle (square units) under which a
 * point goes; `island` the ring under which an island or hole goes, but for a State's largest.
 * A ring may run either way (shapes are filled by even-odd).
 */
export function wholeRings(topology, { weight, island }) {
  const simple = simplify(topology, weight);
  const arcs = simple.arcs.map(wholeArc);
  const kept = [];
  for (const [id, object] of Object.entries(simple.objects)) {
    const all = object.arcs
      .flat()
      .map((indexes) => ({ id, indexes, area: ringArea(ringOf(indexes, arcs, false)) }))
      .filter(({ area }) => area > 0)
      .sort((a, b) => b.area - a.area);
    const least = id === NEUTRAL || !all.length ? island : Math.min(island, all[0].area);
    kept.push(...all.filter(({ area }) => area >= least));
  }
  const turned = directions(kept, arcs);
  const rings = new Map();
  kept.forEach(({ id, indexes }, i) => {
    rings.set(id, [...(rings.get(id) ?? []), ringOf(indexes, arcs, turned[i])]);
  });
  return { rings, shared: sharedArcs(simple) };
}

/**
 * Chooses which way each ring runs, so that most border text is the same on both sides: a shared
 * arc that both rings walk alike is written twice in the same words, which compresses to almost
 * nothing. Local search: a ring is turned while that saves anything.
 */
function directions(rings, arcs) {
  const turned = rings.map(() => false);
  const holders = new Map();
  rings.forEach(({ indexes }, ring) => {
    for (const index of indexes) {
      const arc = index < 0 ? ~index : index;
      holders.set(arc, [...(holders.get(arc) ?? []), { ring, sign: index < 0 }]);
    }
  });
  const borders = [...holders].filter(([, by]) => by.length === 2 && by[0].ring !== by[1].ring);
  const worth = ([arc]) => Math.max(0, arcs[arc].length - 3);
  const gain = (ring) =>
    borders.reduce((sum, border) => {
      const [a, b] = border[1];
      if (a.ring !== ring && b.ring !== ring) return sum;
      const alike = (a.sign !== turned[a.ring]) === (b.sign !== turned[b.ring]);
      return sum + (alike ? -worth(border) : worth(border));
    }, 0);
  for (let moved = true; moved; ) {
    moved = false;
    rings.forEach((_, ring) => {
      if (gain(ring) <= 0) return;
      turned[ring] = !turned[ring];
      moved = true;
    });
  }
  return turned;
}

/** Counts the arcs that exactly two shapes hold: each is a border that stays shared. */
function sharedArcs(topology) {
  const holders = new Map();
  for (const object of Object.values(topology.objects)) {
    for (const index of new Set(object.arcs.flat(2).map((i) => (i < 0 ? ~i : i)))) {
      holders.set(index, (holders.get(index) ?? 0) + 1);
    }
  }
  return [...holders.values()].filter((count) => count === 2).length;
}
