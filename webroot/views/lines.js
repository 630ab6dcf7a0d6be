import { h, s } from '../dom.js';
import { verdict, windowOf } from '../lines.js';
import { fileLink, wholePath } from '../places.js';
import { panel, quiet } from './figures.js';

/** Who is close to whom: one strip of a file's lines per pair. */
const LISTED = 5;

export function lineStrips(pairs, names) {
  if (pairs.length === 0) return panel('Who is close to whom', 'by lines', quiet('No two agents declared lines within 15 of each other.'));
  return panel('Who is close to whom', 'by declared lines',
    h('ul', null, pairs.slice(0, LISTED).map((pair) => strip(pair, names))),
    pairs.length > LISTED && h('footer', null, `${pairs.length - LISTED} more pairs are close.`));
}

/** Dashed until it holds the file. */
const kindOf = ({ edits }) => (edits ? 'decl' : 'decl want');

function strip(pair, names) {
  const room = windowOf(pair);
  const says = verdict(pair);
  const x = (line) => `${(((line - room.from) / (room.to - room.from + 1)) * 100).toFixed(2)}%`;
  const bar = (kind, y, height) => ({ from, to }) => s('rect', { class: kind, x: x(from), y, height, rx: height > 3 ? 2 : 1,
    width: `${(((to - from + 1) / (room.to - room.from + 1)) * 100).toFixed(2)}%` });
  return h('li', { class: 'q', 'data-key': pair.key },
    h('div', { class: 't' }, h('a', { class: 'file', href: fileLink(pair.path, names.size > 1 ? names.get(pair.repo) : null), 'data-row': true }, h('code', null, pair.path), h('span', { class: 'whole' }, wholePath(pair.first.declaration.worktree, pair.path))),
      h('span', { class: 'push muted nowrap' }, `lines ${room.from}–${room.to}`)),
    s('svg', { class: 'strip', height: 25, role: 'img', 'aria-label': `${pair.path}: ${says}` },
      s('rect', { class: 'lane', width: '100%', y: 1, height: 8, rx: 2 }), pair.first.lines.map(bar(kindOf(pair.first), 1, 8)),
      s('rect', { class: 'lane', width: '100%', y: 12, height: 8, rx: 2 }), pair.second.lines.map(bar(kindOf(pair.second), 12, 8)),
      pair.meets.map(bar('clash', 22, 3))),
    h('p', { class: 'soft', 'aria-hidden': 'true' }, says));
}
