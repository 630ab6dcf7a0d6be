import { declaredFiles, placeOf } from './contention.js';

/** Line ranges of one file that two agents declared close to each other; pure. */
const NEAR_LINES = 15;

/** Lines between two ranges: 0 when they meet. */
const apart = (a, b) => Math.max(0, a.from - b.to, b.from - a.to);

/** The lines that both ranges have, or null. */
const shared = (a, b) => (apart(a, b) > 0 ? null : { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) });

const active = ({ declaration }) => declaration.state === 'active';

/** The one whose word counts comes first: active before parked, who holds the file before who wants it, then the earlier. */
const order = (a, b) => active(b) - active(a) || b.edits - a.edits || a.declaration.at - b.declaration.at;

/**
 * Pairs of declarations whose ranges meet or are at most 15 lines apart, closest first.
 * @returns {{key: string, repo: string, path: string, first: object, second: object, apart: number,
 *   meets: {from: number, to: number}[]}[]}
 */
export function closePairs(state) {
  const held = new Set([...state.leases.values()].map(({ holder, file }) => `${holder.session}\n${placeOf(file)}`));
  const edits = ({ declaration: { holder, repo, worktree }, path }) => held.has(`${holder.session}\n${placeOf({ repo, worktree, path })}`);
  const found = [];
  for (const wanted of declaredFiles(state).values()) {
    const known = wanted.filter(({ lines }) => lines.length > 0).map((each) => ({ ...each, edits: edits(each) })).sort(order);
    known.forEach((first, index) => known.slice(index + 1).forEach((second) => {
      if (first.declaration.holder.session === second.declaration.holder.session) return;
      const both = first.lines.flatMap((a) => second.lines.map((b) => [a, b]));
      const distance = Math.min(...both.map(([a, b]) => apart(a, b)));
      if (distance > NEAR_LINES) return;
      found.push({ key: `${first.declaration.id} ${second.declaration.id} ${first.path}`, repo: first.declaration.repo, path: first.path,
        first, second, apart: distance, meets: both.map(([a, b]) => shared(a, b)).filter((range) => range !== null) });
    }));
  }
  return found.sort((a, b) => a.apart - b.apart || (a.path < b.path ? -1 : 1));
}

/** The closest pair of each file, by repository and path. */
export function closestByFile(pairs) {
  const byFile = new Map();
  for (const pair of pairs) {
    const key = `${pair.repo}\n${pair.path}`;
    if (!byFile.has(key)) byFile.set(key, pair);
  }
  return byFile;
}

/** The part of the file that a strip shows: the ranges and a quarter of room around them. */
export function windowOf({ first, second }) {
  const all = [...first.lines, ...second.lines];
  const from = Math.min(...all.map((range) => range.from));
  const to = Math.max(...all.map((range) => range.to));
  const room = Math.max(5, Math.ceil((to - from) / 4));
  return { from: Math.max(1, from - room), to: to + room };
}

const rangeWords = (lines) => [...lines].sort((a, b) => a.from - b.from)
  .map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');

const verb = ({ declaration, edits }) => (edits ? 'edits' : declaration.state === 'parked' ? 'waits to edit' : 'wants');

/** "a1 edits 1–9, a2 wants 5–12: they meet at 5–9." Who holds the file edits, others want to. */
export function verdict({ first, second, apart: distance, meets }) {
  const where = first.declaration.worktree === second.declaration.worktree ? '' : ' in another worktree';
  const how = distance === 0 ? `they meet at ${rangeWords(meets)}` : `${distance} ${distance === 1 ? 'line' : 'lines'} apart`;
  return `${first.declaration.agent} ${verb(first)} ${rangeWords(first.lines)}, ${second.declaration.agent} ${verb(second)} ${rangeWords(second.lines)}${where}: ${how}.`;
}
