// Where the circles of small States go: near their place, never crowding. No drawing here.

const distance = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);

/** Moves two marks apart, half each, when they are nearer than `least`. */
function push(a, b, least) {
  const apart = distance(a, b);
  if (apart >= least) return;
  const [dx, dy] = apart > 0.01 ? [(a.x - b.x) / apart, (a.y - b.y) / apart] : [1, 0];
  const half = (least - apart) / 2;
  a.x += dx * half;
  a.y += dy * half;
  b.x -= dx * half;
  b.y -= dy * half;
}

function keepInside(mark, { left, top, right, bottom }) {
  mark.x = Math.min(Math.max(mark.x, left), right);
  mark.y = Math.min(Math.max(mark.y, top), bottom);
}

/**
 * Returns places in whole numbers by id. Marks are pulled to their anchors and pushed from each
 * other until the least distance holds everywhere.
 */
export function spread(anchors, { least, box, rounds = 4000 }) {
  const ids = [...anchors.keys()].sort();
  const marks = ids.map((id) => ({ id, x: anchors.get(id)[0], y: anchors.get(id)[1] }));
  for (let round = 0; round < rounds; round += 1) {
    const pull = 0.05 * (1 - round / rounds);
    for (const mark of marks) {
      const [x, y] = anchors.get(mark.id);
      mark.x += (x - mark.x) * pull;
      mark.y += (y - mark.y) * pull;
    }
    marks.forEach((a, i) => marks.slice(i + 1).forEach((b) => push(a, b, least + 1)));
    marks.forEach((mark) => keepInside(mark, box));
  }
  const places = new Map(marks.map(({ id, x, y }) => [id, [Math.round(x), Math.round(y)]]));
  refuseCrowding(places, least);
  return places;
}

function refuseCrowding(places, least) {
  const all = [...places];
  all.forEach(([id, [x, y]], i) =>
    all.slice(i + 1).forEach(([other, [otherX, otherY]]) => {
      const apart = Math.hypot(x - otherX, y - otherY);
      if (apart < least) throw new Error(`${id} and ${other} are ${apart.toFixed(1)} apart`);
    }),
  );
}
