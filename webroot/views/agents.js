import { h, patch } from '../dom.js';
import { vitals } from '../store.js';
import { bytes, plural, short, span, startWord, whole } from '../words.js';
import { command, figure, measure, table, unknown } from './figures.js';

/** Who is here, what does each one do, and how is it? */
const LISTED = 60;
const COLUMNS = [{ label: 'Agent' }, { label: 'State' }, { label: 'Works on' }, { label: 'Can', hide: true }, { label: 'Free memory', num: true },
  { label: 'Load', num: true }, { label: 'Slots ended', num: true }, { label: 'Expired', num: true }, { label: 'Heartbeat', num: true }];
const DOTS = { free: 'ok', busy: 'busy', offline: 'none' };

export const mount = (element) => (state, { now }) => {
  const agents = [...state.agents.values()].sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  patch(element, h('div', { class: 'head' }, h('div', null, h('h1', null, headline(state)), h('p', null, about(state)))),
    h('section', { class: 'panel', 'aria-label': 'Agents' }, agents.length === 0
      ? h('div', { class: 'empty' }, h('h2', null, 'Run the first agent'), h('p', null, 'An agent is any command that takes a task. It appears here at once.'), command("./muster agent run --name a1 --exec 'CMD'"))
      : table('Agents', COLUMNS, agents.slice(0, LISTED).map((agent) => ({ key: agent.id, cells: cells(state, agent, now) }))),
    agents.length > LISTED && h('footer', null, `${agents.length - LISTED} more are not listed.`)));
};

export function headline(state) {
  const { agents, busy, offline } = vitals(state);
  const here = agents - offline;
  if (agents === 0) return 'No agents yet.';
  if (here === 0) return 'No agent is connected.';
  if (busy === here) return here === 1 ? 'The only agent works.' : `All ${startWord(here).toLowerCase()} agents work.`;
  return `${startWord(here - busy)} of ${startWord(here).toLowerCase()} ${plural(here, 'agent')} ${plural(here - busy, 'is', 'are')} free.`;
}

function about(state) {
  const expired = [...state.agents.values()].reduce((sum, agent) => sum + agent.slotsExpired, 0);
  const ended = [...state.agents.values()].reduce((sum, agent) => sum + agent.slotsEnded, 0);
  return [figure(whole(ended)), ` ${plural(ended, 'slot')} ended so far, `, figure(whole(expired)), ' of them because a lease expired.'];
}

/** The open slots of an agent, with their attempts; pure. */
export const workOf = (state, agent) => [...state.attempts.values()].filter((attempt) => attempt.closedAt === null)
  .flatMap((attempt) => attempt.slots.filter((slot) => slot.agentId === agent.id && slot.state !== 'ended').map((slot) => ({ attempt, slot })));

function cells(state, agent, now) {
  const work = workOf(state, agent);
  const can = [...new Set([...agent.capabilities, ...agent.languages])];
  return [h('span', { class: 'two' }, agent.name, h('span', { class: 'muted' }, agent.kind)),
    h('span', { class: 'state' }, h('span', { class: `dot ${DOTS[agent.state] ?? 'none'}` }), agent.state),
    work.length === 0 ? h('span', { class: 'muted' }, 'nothing') : work.map(doing),
    can.length === 0 ? h('span', { class: 'muted' }, 'no limits named') : h('span', { class: 'soft' }, can.join(', ')),
    measure(agent.freeMemoryBytes === null ? null : bytes(agent.freeMemoryBytes)),
    agent.load === null ? unknown('the agent did not report it') : figure(short(agent.load)),
    figure(whole(agent.slotsEnded)), agent.slotsExpired > 0 ? h('span', { class: 'warn' }, figure(whole(agent.slotsExpired))) : figure(0),
    agent.lastHeartbeat === null ? unknown('none arrived yet') : h('span', { class: 'nowrap' }, figure(span(now - agent.lastHeartbeat)), h('span', { class: 'muted' }, ' ago'))];
}

const doing = ({ attempt, slot }) => h('span', { class: 'two', 'data-key': attempt.id },
  attempt.decisionId === null ? attempt.title : h('a', { class: 'link clip wide', href: `#/decisions/${encodeURIComponent(attempt.decisionId)}` }, attempt.title),
  h('span', { class: 'muted clip' }, `slot ${slot.slot} of ${attempt.slots.length}`, slot.percent !== null && `, ${slot.percent} %`, slot.message !== null && `, ${slot.message}`));
