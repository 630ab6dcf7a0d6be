import { s } from '../dom.js';
import { classOf, short } from '../words.js';

/** Bounds of 90 % for one to eight agents: a bar each, from low to high on a logarithmic scale. */
const TOP = 8;
const centre = (n) => (n - 0.5) * 12.5;

/** Powers of two that hold all bounds; pure. */
export function octaves(low, high) {
  const first = Math.floor(Math.log2(low));
  const last = Math.max(first + 1, Math.ceil(Math.log2(high)));
  return [first, last];
}

export function spanChart(decision, name, unit, spanOf, { height }) {
  const points = decision.curve.map((point) => ({ n: point.n, span: spanOf(point) })).filter(({ span }) => span !== null && span.low > 0);
  if (points.length === 0) return null;
  const [first, last] = octaves(Math.min(...points.map(({ span }) => span.low)), Math.max(...points.map(({ span }) => span.high)));
  const floor = height - 28;
  const y = (value) => floor - ((Math.log2(value) - first) / (last - first)) * (floor - TOP);
  const middle = Math.round((first + last) / 2);
  return s('svg', { class: 'chart in-l', height, role: 'img', 'aria-label': `${name} in ${unit}, nine times in ten: ${points.map(({ n, span }) => `${n}: ${short(span.low)} to ${short(span.high)}`).join(', ')}.` },
    [...new Set([first, middle, last])].map((power) => [s('line', { class: 'g', x1: 0, x2: '100%', y1: y(2 ** power), y2: y(2 ** power) }), s('text', { class: 'tick e', x: -8, y: y(2 ** power) + 4 }, short(2 ** power))]),
    s('rect', { class: 'pickcol', x: `${centre(decision.agents) - 5.65}%`, width: '11.3%', y: 0, height: floor, rx: 4 }),
    points.map(({ n, span }) => s('g', { 'data-class': classOf(n) }, s('title', null, `${n}: ${short(span.low)} to ${short(span.high)} ${unit}`),
      s('rect', { class: 'seg-c', x: `${centre(n) - 1.6}%`, width: '3.2%', y: y(span.high).toFixed(1), height: Math.max(2, y(span.low) - y(span.high)).toFixed(1), rx: 2 }))),
    Array.from({ length: 8 }, (_, index) => s('text', { class: `tick m ${index + 1 === decision.agents ? 'b' : ''}`, x: `${centre(index + 1)}%`, y: height - 12 }, index + 1)));
}
