import { s } from '../dom.js';
import { classOf, ranges, short } from '../words.js';

/** A value for one to eight agents: a point each, the chosen one ringed, masked ones hatched. */
const BANDS = [[1, 1], [2, 2], [3, 3], [4, 5], [6, 8]];
const TOP = 8;

const centre = (n) => (n - 0.5) * 12.5;

/** Round limits and ticks that hold all values; pure. */
export function scale(values, wanted) {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const rough = (high - low || Math.abs(high) || 1) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((digit) => digit * power).find((candidate) => candidate >= rough * 0.999);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

export function curveChart(decision, name, value, { height, fixedTo = null }) {
  const points = decision.curve.map((point) => ({ n: point.n, value: value(point) })).filter((point) => point.value !== null && point.n >= 1 && point.n <= 8);
  if (points.length === 0) return s('svg', { class: 'chart', height: 20, role: 'img', 'aria-label': `${name}: unknown` }, s('rect', { width: '100%', height: 20, fill: 'url(#hatch)' }));
  const small = height < 150;
  const ticks = fixedTo ? [fixedTo[0], (fixedTo[0] + fixedTo[1]) / 2, fixedTo[1]] : scale(points.map((point) => point.value), small ? 2 : 4);
  const floor = height - 28;
  const y = (at) => floor - ((at - ticks[0]) / (ticks.at(-1) - ticks[0])) * (floor - TOP);
  const masked = new Set(decision.mask.map(({ n }) => n));
  return s('svg', { class: 'chart in-l', height, role: 'img', 'aria-label': finding(name, points, decision, masked) },
    ticks.map((at) => [s('line', { class: 'g', x1: 0, x2: '100%', y1: y(at), y2: y(at) }), s('text', { class: 'tick e', x: -8, y: y(at) + 4 }, short(at))]),
    [...masked].map((n) => s('rect', { class: 'maskcol', x: `${centre(n) - 5.65}%`, width: '11.3%', y: TOP, height: floor - TOP, rx: 3 })),
    s('rect', { class: 'pickcol', x: `${centre(decision.agents) - 5.65}%`, width: '11.3%', y: 0, height: floor, rx: 4 }),
    s('svg', { width: '100%', height, viewBox: `0 0 100 ${height}`, preserveAspectRatio: 'none' },
      s('path', { class: 'line soft dash', d: points.map((point, index) => `${index === 0 ? 'M' : 'L'}${centre(point.n)} ${y(point.value).toFixed(1)}`).join('') })),
    points.map((point) => mark(point, y(point.value), point.n === decision.agents, masked.has(point.n), small)),
    Array.from({ length: 8 }, (_, index) => s('text', { class: `tick m ${index + 1 === decision.agents ? 'b' : ''}`, x: `${centre(index + 1)}%`, y: height - 12 }, index + 1)),
    BANDS.map(([first, last]) => s('rect', { class: 'seg-c', 'data-class': classOf(first), x: `${centre(first) - 5.65}%`, width: `${(last - first) * 12.5 + 11.3}%`, y: height - 5, height: 4, rx: 1.5 })));
}

const mark = (point, y, chosen, masked, small) => s('g', { 'data-class': classOf(point.n) },
  s('title', null, `${point.n}: ${short(point.value)}`),
  s('circle', { class: masked ? 'pt hollow' : 'pt', cx: `${centre(point.n)}%`, cy: y, r: small ? 3.5 : 5 }),
  chosen && s('circle', { class: 'pickring', cx: `${centre(point.n)}%`, cy: y, r: small ? 6.5 : 9 }));

/** Where the numbers of a curve come from: the heuristic, a model of the lab, or one that estimates from outcomes. */
export const curveSource = ({ model, provenance }) => (model.startsWith('heuristic') ? 'heuristic' : provenance === 'lab' ? 'lab' : 'estimated');

/** The chart as a sentence. */
export function finding(name, points, decision, masked) {
  const at = points.find((point) => point.n === decision.agents);
  const others = points.map((point) => `${point.n}: ${short(point.value)}`).join(', ');
  return `${name} for one to eight agents, ${curveSource(decision)}. ${decision.agents} chosen${at ? ` at ${short(at.value)}` : ''}. ${others}.${masked.size > 0 ? ` Masked: ${ranges([...masked].sort((a, b) => a - b))}.` : ''}`;
}
