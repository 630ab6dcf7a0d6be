import { s } from '../dom.js';
import { intervalOf, nameOf, saidOf } from '../figure-words.js';

/** One figure on a line: its interval a band, its value a dot, its baseline solid, the report's number dashed and named so. */
const HEIGHT = 62;
const LINE = 30;

/** The right end of the line: 1 for shares, else a quarter more than the largest of its numbers; pure. */
export function reach({ unit, value, high, baseline, report }) {
  if (unit === 'share') return 1;
  return 1.25 * Math.max(value ?? 0, high ?? 0, baseline ?? 0, report ?? 0) || 1;
}

export function gauge(figure) {
  const { value, low, high, baseline, baselineName, report } = figure;
  const end = reach(figure);
  const x = (at) => `${(100 * Math.min(1, Math.max(0, at / end))).toFixed(2)}%`;
  const label = (at, y, words) => s('text', { class: at > end / 2 ? 'tick e' : 'tick', x: x(at), dx: at > end / 2 ? -5 : 5, y }, words);
  return s('svg', { class: 'chart gauge', height: HEIGHT, role: 'img', 'aria-label': sentence(figure) },
    s('rect', { class: value === null ? 'unseen' : 'barbg', x: 0, y: LINE - 5, width: '100%', height: 10, rx: 3 }),
    low !== null && high !== null && s('rect', { class: 'band', x: x(low), y: LINE - 5, width: `${Math.max(0.5, (100 * (Math.min(end, high) - Math.max(0, low))) / end).toFixed(2)}%`, height: 10, rx: 2 }),
    baseline !== null && [s('line', { class: 'base', x1: x(baseline), x2: x(baseline), y1: LINE - 8, y2: LINE + 20 }), label(baseline, LINE + 22, `${baselineName} ${saidOf(figure, baseline)}`)],
    report !== null && [s('line', { class: 'report', x1: x(report), x2: x(report), y1: 2, y2: LINE + 8 }), label(report, 12, `report ${saidOf(figure, report)}`)],
    value !== null && s('circle', { class: 'pt now', cx: x(value), cy: LINE, r: 5 }));
}

/** The line as a sentence. */
export function sentence(figure) {
  const { value, baseline, baselineName, report } = figure;
  const parts = [value === null ? 'unknown' : saidOf(figure, value), intervalOf(figure) && `95 % from ${intervalOf(figure)}`,
    baseline !== null && `${baselineName} ${saidOf(figure, baseline)}`, report !== null && `the report of the predecessor printed ${saidOf(figure, report)}`];
  return `${nameOf(figure)}: ${parts.filter(Boolean).join('; ')}.`;
}
