import { h, s } from '../dom.js';
import { classOf, clock, resultWord } from '../words.js';
import { panel, quiet } from './figures.js';

/** The slot timeline: one row per agent, time from left to right, ends at now. */
const MINUTE = 60_000;
const SPANS = [1, 2, 3, 5, 8, 12, 20, 30, 60, 120, 360, 720].map((minutes) => minutes * MINUTE);
const STEPS = [10_000, 15_000, 30_000, ...[1, 2, 5, 10, 30, 60, 180].map((minutes) => minutes * MINUTE)];
const NOW_AT = 97;
const AXIS = 24;
/** Few agents get taller rows, so that the panel is not mostly empty. */
const ROW = { height: 36, bar: 24, text: 16 };
const TALL = { height: 72, bar: 44, text: 26 };
const FEW = 5;
const ROWS_MAX = 40;

/** The shortest window for ten slots of median length, but none longer than what was seen. */
export function windowOf(lengths, seen) {
  if (lengths.length === 0) return 5 * MINUTE;
  const sorted = [...lengths].sort((a, b) => a - b);
  const wanted = Math.min(seen, 10 * sorted[Math.floor(sorted.length / 2)]);
  return SPANS.find((candidate) => candidate >= wanted) ?? SPANS.at(-1);
}

/** Where every bar, tick and join stands, in percent of the width; pure. */
export function layout(state, now) {
  const attempts = [...state.attempts.values()];
  const all = attempts.flatMap((attempt) => attempt.slots.map((slot) => bar(attempt, slot, now)));
  const recent = all.filter((each) => each.started).sort((a, b) => b.to - a.to).slice(0, 40);
  const length = windowOf(recent.map((each) => each.to - each.from), now - Math.min(...recent.map((each) => each.from)));
  const start = now - length;
  const x = (at) => ((Math.max(at, start) - start) / length) * NOW_AT;
  const seen = all.filter((each) => each.to > start).map((each) =>
    ({ ...each, cut: each.from < start, x: x(each.from), width: Math.max(0.4, x(each.to) - x(each.from)) }));
  const names = rowNames(state, seen);
  const shown = seen.filter((each) => names.includes(each.agent));
  const unseen = state.seenFrom === null ? 0 : Math.min(NOW_AT, x(state.seenFrom));
  return { length, unseen, names: names.slice(0, ROWS_MAX), more: Math.max(0, names.length - ROWS_MAX), bars: shown,
    joins: joins(shown, names), ticks: ticks(start, now, length).map((at) => ({ at, x: x(at) })) };
}

function bar(attempt, slot, now) {
  const from = slot.claimedAt ?? attempt.openedAt;
  const ended = slot.state === 'ended' || attempt.closedAt !== null;
  const to = ended ? slot.endedAt ?? attempt.closedAt ?? now : now;
  return { key: `${attempt.id} ${slot.slot}`, attempt, slot, agent: slot.agent, from: Math.min(from, now),
    to: Math.max(Math.min(to, now), Math.min(from, now)), ended, started: slot.claimedAt !== null,
    lead: slot.slot === 0, result: slot.result ?? attempt.result, class: classOf(attempt.slots.length) };
}

function rowNames(state, bars) {
  const here = [...state.agents.values()].filter((agent) => agent.state !== 'offline').map((agent) => agent.name);
  const names = [...new Set([...here, ...bars.map((each) => each.agent)])].filter((name) => name !== null);
  return names.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

/** A line joins the slots of one attempt, at the start of its lead. */
function joins(bars, names) {
  const found = [];
  for (const lead of bars.filter((each) => each.lead && !each.cut && each.attempt.slots.length > 1)) {
    const rows = bars.filter((each) => each.attempt === lead.attempt).map((each) => names.indexOf(each.agent));
    found.push({ key: lead.attempt.id, class: lead.class, x: lead.x, row: names.indexOf(lead.agent),
      first: Math.min(...rows), last: Math.max(...rows) });
  }
  return found;
}

export function ticks(start, now, length) {
  const step = STEPS.find((candidate) => length / candidate <= 5) ?? STEPS.at(-1);
  const offset = new Date(now).getTimezoneOffset() * MINUTE;
  const found = [];
  for (let at = Math.ceil((start - offset) / step) * step + offset; at < now - length * 0.09; at += step) found.push(at);
  return found;
}

export function timeline(state, now) {
  const plan = layout(state, now);
  if (plan.names.length === 0) {
    return panel('Slots', null, quiet('One row per agent will stand here, with what each one does.'));
  }
  const row = plan.names.length <= FEW ? TALL : ROW;
  const height = AXIS + plan.names.length * row.height;
  return h('section', { class: 'panel', 'aria-label': 'Slots', 'data-key': 'Slots' },
    h('header', null, h('h2', null, 'Slots'), h('span', { class: 'meta' }, `last ${words(plan.length)}`), keys()),
    h('div', { class: row === TALL ? 'tl tall' : 'tl' }, h('div', { class: 'names' }, h('div', { class: 'axisgap' }), plan.names.map((name) => who(state, name))),
      h('div', { class: 'plotbox', tabindex: '0', role: 'region', 'aria-label': 'Slot timeline, scrolls sideways' },
        s('svg', { class: 'plot', height, role: 'img', 'aria-label': sentence(plan, now) },
          plan.ticks.map(({ at, x }) => [s('line', { class: 'g', x1: `${x}%`, x2: `${x}%`, y1: 18, y2: height }),
            x > 3 && s('text', { class: 'tick m', x: `${x}%`, y: 12 }, label(at, now, plan.length))]),
          plan.unseen > 0 && s('rect', { class: 'unseen', y: AXIS, width: `${plan.unseen}%`, height: height - AXIS }, s('title', null, 'before this page was opened')),
          plan.names.map((_, index) => s('line', { class: 'g', x1: 0, x2: '100%', y1: AXIS + index * row.height + 0.5, y2: AXIS + index * row.height + 0.5 })),
          plan.joins.map((each) => join(each, row)),
          plan.bars.map((each) => drawn(each, top(row, plan.names.indexOf(each.agent)), row)),
          plan.joins.map((each) => lead(each, row)),
          s('line', { class: 'now', x1: `${NOW_AT}%`, x2: `${NOW_AT}%`, y1: 16, y2: height }),
          s('text', { class: 'tick b m', x: `${NOW_AT}%`, y: 12 }, label(now, now, plan.length))))),
    h('footer', null, h('span', null, free(state)), plan.unseen > 0 && h('span', { class: 'muted' }, 'Hatched: what ended before this page was opened is not shown.'), plan.more > 0 && h('a', { class: 'push', href: '#/agents' }, `${plan.more} more agents`)));
}

const top = (row, index) => AXIS + index * row.height + (row.height - row.bar) / 2;
const label = (at, now, length) => clock(at, now, length < 5 * MINUTE);
const words = (length) => (length < 60 * MINUTE ? `${length / MINUTE} min` : `${length / (60 * MINUTE)} h`);

function who(state, name) {
  const agent = [...state.agents.values()].find((each) => each.name === name);
  const about = agent ? `${agent.kind} · ${agent.interactive ? 'session' : agent.state}` : 'no longer known';
  return h('div', { class: 'who' }, h('b', { class: 'clip', title: name }, name.replace('-', '-\u200b')), h('span', { class: 'clip' }, about));
}

/** Caps: solid for succeeded, red with a cross for failed, dashed for work that came back. */
function cap({ ended, result }, x, y, { bar: height }) {
  if (!ended) return null;
  const at = { x: `${x}%`, y, class: 'o', width: 1, height };
  if (result === 'succeeded') return s('svg', at, s('rect', { class: 'end', x: -3, width: 3, height, rx: 1 }));
  if (result === 'failed') {
    return s('svg', at, s('rect', { class: 'bad', x: -3, width: 3, height, rx: 1 }), s('path', { class: 'cross', d: `m4 ${height / 2 - 3} 6 6m0-6-6 6` }));
  }
  return s('svg', at, s('path', { class: 'returned', d: `M-1 1v${height - 2}` }));
}

function drawn(each, y, row) {
  const { attempt, slot, lead, ended, started } = each;
  const says = slot.message ?? (slot.percent === null ? '' : `${slot.percent} %`);
  const kind = [!started && !ended ? 'bound' : ended ? 'done' : 'run', lead ? 'lead' : 'sup'].join(' ');
  const outcome = ended ? resultWord(each.result ?? 'unknown') : started ? 'runs' : 'bound, not claimed yet';
  return s('g', { class: `slot ${kind}`, 'data-class': each.class, 'data-key': each.key },
    s('title', null, `${attempt.title}: ${each.agent}, slot ${slot.slot} of ${attempt.slots.length}, ${outcome}`),
    s('svg', { x: `${each.x}%`, y, width: `${each.width}%`, height: row.bar },
      s('rect', { class: 'bg', width: '100%', height: row.bar, rx: 3 }),
      !each.cut && s('rect', { class: 'edge', width: lead ? 3 : 2, height: row.bar, rx: 1 }),
      each.width > (lead ? 5 : 9) && s('text', { x: lead ? 9 : 8, y: row.text }, lead ? attempt.title : says)),
    cap(each, each.x + each.width, y, row));
}

const join = (each, row) => s('line', { class: 'join', 'data-class': each.class, 'data-key': `join ${each.key}`,
  x1: `${each.x}%`, x2: `${each.x}%`, y1: top(row, each.first), y2: top(row, each.last) + row.bar });

const lead = (each, row) => s('circle', { class: 'joindot', 'data-class': each.class, 'data-key': `lead ${each.key}`,
  cx: `${each.x}%`, cy: top(row, each.row) + row.bar / 2, r: 3 });

const keys = () => h('span', { class: 'push keys' },
  [['critical', '1'], ['suboptimal', '2'], ['moderate', '3'], ['efficient', '4–5'], ['optimal', '6–8']].map(([name, n]) =>
    h('span', { class: 'cls', 'data-class': name, title: name.toUpperCase() }, n, h('span', { class: 'vh' }, ' agents'))));

function sentence({ bars, names, length }, now) {
  const running = bars.filter((each) => !each.ended);
  const tasks = new Set(running.map((each) => each.attempt.taskId)).size;
  return `Slots of ${names.length} agents, ${clock(now - length, now)} to ${clock(now, now)}: ${running.length} slots of ${tasks} tasks are open now.`;
}

function free(state) {
  const names = [...state.agents.values()].filter((agent) => agent.state === 'free' && !agent.interactive).map((agent) => agent.name).sort();
  if (names.length === 0) return 'No agent is free.';
  const listed = names.length > 4 ? `${names.slice(0, 4).join(', ')} and ${names.length - 4} more` : names.join(', ');
  return `Free: ${listed}.`;
}
