// Whole-number points as the shortest SVG path text: relative steps, no needless space.

const joined = (numbers) =>
  numbers.map((n, i) => (i && n >= 0 ? ` ${n}` : `${n}`)).join("");

/** Returns the text of one run of points: a move from `from`, then steps. */
function run(points, from) {
  const numbers = [points[0][0] - from[0], points[0][1] - from[1]];
  for (let i = 1; i < points.length; i += 1) {
    numbers.push(points[i][0] - points[i - 1][0], points[i][1] - points[i - 1][1]);
  }
  return `m${joined(numbers)}`;
}

/** Returns closed path text. Relative steps repeat more than places do, and compress better. */
export function pathText(rings) {
  let from = [0, 0];
  let text = "";
  for (const ring of rings) {
    text += `${run(ring, from)}z`;
    from = ring[0];
  }
  return text;
}

const whole = ([x, y]) => [Math.round(x), Math.round(y)];

/** Returns open path text of lines, without those that would be specks. */
export function lineText(lines, [width, height]) {
  let from = [0, 0];
  let text = "";
  for (const line of lines) {
    const points = line
      .map(whole)
      .filter(([x, y], i, all) => !i || x !== all[i - 1][0] || y !== all[i - 1][1]);
    const seen = points.some(([x, y]) => x >= 0 && y >= 0 && x <= width && y <= height);
    if (points.length < 3 || !seen) continue;
    text += run(points, from);
    from = points.at(-1);
  }
  return text;
}
