import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { decode } from '../contract.js';
import { initial, reduce } from '../store.js';
import { fileLink } from '../places.js';
import { bytes, classOf, clock, duration, fixed, odds, ranges, short, span, startWord, whole } from '../words.js';
import { headline as agentsHeadline, workOf } from '../views/agents.js';
import { finding, scale } from '../views/curve.js';
import { headline as decisionsHeadline, standing, titleOf } from '../views/decisions.js';
import { isEmpty } from '../views/empty.js';
import { maskSentences } from '../views/explanation.js';
import { routeOf } from '../views/frame.js';
import { headline, needs } from '../views/needs.js';
import { heldIn, queueOf, whyWaits } from '../views/queue.js';
import { agentsOf } from '../views/tasks.js';
import { layout, ticks, windowOf } from '../views/timeline.js';

const load = (event, name) => decode(event, readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8'));
const { task: TASK } = load('task', 'TaskChanged');
const { attempt: ATTEMPT } = load('attempt', 'AttemptChanged');
const { agent: AGENT } = load('agent', 'AgentChanged');
const { decision: DECISION } = load('decision', 'DecisionMade');
const NOW = Date.parse('2026-03-02T09:31:00Z');

/** A state with these things in it. */
function stateOf({ tasks = [], attempts = [], agents = [], decisions = [], ...rest }) {
  const picture = { ...load('picture', 'FleetPicture'), taskCounts: {}, ...rest, tasks, running: attempts, agents, decisions };
  for (const task of tasks) picture.taskCounts[task.state] = (picture.taskCounts[task.state] ?? 0) + 1;
  return reduce(initial, picture);
}
const said = (state, now = NOW) => needs(state, now).map(({ say }) =>
  say.map((piece) => (typeof piece === 'string' ? piece : String(piece.b ?? piece.n ?? piece.code))).join(''));

test('nothing needs a person while work goes on', () => {
  assert.deepEqual(said(stateOf({ tasks: [TASK], attempts: [ATTEMPT], agents: [AGENT] })), []);
  assert.equal(headline(0), 'Nothing needs you.');
  assert.equal(headline(1), 'One thing needs you.');
  assert.equal(headline(13), '13 things need you.');
});

test('a failed task needs a person for an hour, with its reason', () => {
  const state = stateOf({ tasks: [{ ...TASK, state: 'FAILED', reason: 'exit code 1' }], agents: [AGENT] });
  assert.deepEqual(said(state), ['Split payment webhook failed. Exit code 1.']);
  assert.deepEqual(said(state, NOW + 3_600_000), []);
});

test('many failures are one row', () => {
  const tasks = [1, 2, 3, 4].map((n) => ({ ...TASK, id: `t${n}`, state: 'FAILED' }));
  assert.deepEqual(said(stateOf({ tasks, agents: [AGENT] })), ['4 tasks failed within the last hour, the latest is Split payment webhook.']);
});

test('an offline agent needs a person only while it holds a slot', () => {
  const away = { ...AGENT, state: 'offline' };
  const here = { ...AGENT, id: 'agent_02', name: 'a2' };
  assert.deepEqual(said(stateOf({ attempts: [ATTEMPT], agents: [away, here] }), NOW - 42_000),
    ['a1 is offline and holds a slot of Split payment webhook, until its lease ends in 0:12.']);
  assert.deepEqual(said(stateOf({ agents: [away, here] })), []);
});

test('waiting tasks without any agent need a person', () => {
  assert.match(said(stateOf({ tasks: [{ ...TASK, state: 'READY', dependsOn: [] }] }))[0], /^1 task waits and no agent is connected/);
});

test('a hold needs a person when it lasts, one that waits for a task does not', () => {
  const held = { ...TASK, state: 'READY', held: 'no agent with rust', dependsOn: [] };
  const state = stateOf({ tasks: [held, { ...held, id: 'other', dependsOn: ['task_x'] }], agents: [AGENT] });
  assert.deepEqual(said(state, held.updatedAt + 60_000), []);
  assert.equal(said(state, held.updatedAt + 180_000).length, 1);
});

test('a mode that stops work comes first', () => {
  assert.equal(said(stateOf({ mode: 'MAINTENANCE', modeReason: null }))[0], 'The host is in mode maintenance. No task is admitted.');
});

test('a session takes no slots: it never is a free agent, and waiting tasks still need one', () => {
  const session = { ...AGENT, id: 'agent_09', name: 'claude-5f0c1d2e', interactive: true };
  const state = stateOf({ tasks: [{ ...TASK, state: 'READY', dependsOn: [] }], agents: [session] });
  assert.match(said(state)[0], /no agent is connected/);
  assert.equal(agentsHeadline(state), 'One session is open.');
  assert.equal(agentsHeadline(stateOf({ agents: [session, AGENT] })), 'The only agent works.');
  assert.equal(agentsHeadline(stateOf({ agents: [{ ...session, state: 'offline' }] })), 'No session is open.');
  assert.deepEqual(said(stateOf({ attempts: [{ ...ATTEMPT, slots: [{ ...ATTEMPT.slots[0], agentId: 'agent_09' }] }], agents: [{ ...session, state: 'offline' }] })), []);
});

test('a parked task says behind which one, and is no matter for a person', () => {
  const parked = { ...TASK, id: 'parked', state: 'READY', dependsOn: [], held: 'waits for Split payment webhook', waitsFor: TASK.id };
  const state = stateOf({ tasks: [TASK, parked], agents: [AGENT] });
  assert.equal(Object.values(whyWaits(state, parked)).slice(1).join(''), 'parked behind Split payment webhook');
  assert.deepEqual(said(state, parked.updatedAt + 600_000), []);
  assert.equal(heldIn(state), 1);
});

test('a notice needs a person until it is reviewed, a silent hook before all else', () => {
  const notice = { id: 'notice_1', kind: 'unleased_edits', at: NOW - 300_000, lastAt: NOW - 60_000, count: 2, repo: '/repos/shop/.git', agent: 'claude-5f0c1d2e', text: '2 files changed without a lease', reviewedAt: null };
  const silent = { ...notice, id: 'notice_2', kind: 'hooks_silent', at: NOW, lastAt: NOW, count: 1, agent: null, text: 'the entry of codex did not reach the host' };
  const state = stateOf({ agents: [AGENT], notices: [notice, silent] });
  const rows = needs(state, NOW);
  assert.deepEqual(rows.map(({ severity, review, href }) => [severity, review, href]), [['crit', 'notice_2', null], ['warn', 'notice_1', '#/contention']]);
  assert.match(said(state)[0], /^The entry of codex did not reach the host\. shop, at \d\d:\d\d\.$/);
  assert.match(said(state)[1], /^2 files changed without a lease\. claude-5f0c1d2e in shop, 2 edits since \d\d:\d\d, the last at \d\d:\d\d\.$/);
  assert.equal(needs(stateOf({ agents: [AGENT], notices: [{ ...notice, kind: 'constructor' }] }), NOW)[0].severity, 'warn');
  assert.deepEqual(said(stateOf({ agents: [AGENT], notices: [{ ...notice, reviewedAt: NOW }] })), []);
});

test('a notice is told with the file names as they are and the times of this page', () => {
  const notice = { id: 'notice_1', kind: 'unleased_edits', at: NOW, lastAt: NOW, count: 1, repo: '/repos/shop/.git', agent: null, text: 'src/keys.ts changed without a lease', reviewedAt: null };
  assert.match(said(stateOf({ agents: [AGENT], notices: [notice] }))[0], /^src\/keys\.ts changed without a lease\. shop, at/);
  assert.match(said(stateOf({ agents: [AGENT], notices: [{ ...notice, text: 'package.json changed' }] }))[0], /^package\.json changed\./);
  const missed = { ...notice, kind: 'hooks_missed', count: 5, text: '5 hooks of claude found no host from 2026-03-02T12:32:18Z to 2026-03-02T12:32:19.5Z (unreachable 5).' };
  assert.match(said(stateOf({ agents: [AGENT], notices: [missed] }))[0], /^5 hooks of claude found no host from [^TZ]*\d\d:\d\d:18 to [^TZ]*\d\d:\d\d:19 \(unreachable 5\)\.$/, 'what the text counts is not counted again');
});

test('the queue is by priority, then by age, and says why each task waits', () => {
  const ready = { ...TASK, state: 'READY', dependsOn: [] };
  const state = stateOf({ tasks: [{ ...ready, id: 'old', submittedAt: 1 }, { ...ready, id: 'new', submittedAt: 2 }, { ...ready, id: 'first', priority: 5 }, { ...ready, id: 'done', state: 'SUCCEEDED' }] });
  assert.deepEqual(queueOf(state).map(({ id }) => id), ['first', 'old', 'new']);
  const why = (change) => Object.values(whyWaits(state, { ...ready, ...change })).slice(1).join('');
  assert.equal(why({}), 'ready, starts with the next free slot');
  assert.equal(why({ dependsOn: ['done'] }), 'ready, starts with the next free slot');
  assert.equal(why({ dependsOn: ['old', 'new', 'done'] }), 'after Split payment webhook and 1 more');
  assert.equal(why({ held: 'no agent is free' }), 'no agent is free');
  assert.equal(why({ reason: 'handed_back' }), 'ready again after: handed back');
  assert.equal(heldIn(state), 0);
});

test('the timeline holds ten median slots, none longer than what was seen', () => {
  assert.equal(windowOf([], 0), 300_000);
  assert.equal(windowOf([2000, 3000, 4000], 10 * 60_000), 60_000);
  assert.equal(windowOf([600_000], 3_600_000 * 9), 2 * 3_600_000);
  assert.equal(windowOf([600_000], 170_000), 180_000);
});

test('bars end at now while a slot runs, and at its end after', () => {
  const now = ATTEMPT.slots[0].claimedAt + 30_000;
  const ended = { ...ATTEMPT, id: 'ended', closedAt: now - 5000, result: 'failed', slots: [{ ...ATTEMPT.slots[0], state: 'ended', endedAt: now - 5000, result: 'failed' }] };
  const plan = layout(stateOf({ attempts: [ATTEMPT, ended], agents: [AGENT, { ...AGENT, id: 'agent_02', name: 'a10' }] }), now);
  assert.deepEqual(plan.names, ['a1', 'a2', 'a10']);
  const [running, , over] = plan.bars;
  assert.equal((running.x + running.width).toFixed(3), '97.000');
  assert.ok(over.x + over.width < 97);
  assert.deepEqual(plan.joins.map(({ first, last }) => [first, last]), [[0, 1]]);
});

test('ticks are round, few and leave room for now', () => {
  const now = Date.UTC(2026, 2, 2, 9, 31, 7);
  const found = ticks(now - 300_000, now, 300_000);
  assert.ok(found.length >= 3 && found.length <= 5);
  assert.ok(found.every((at) => at % 60_000 === 0 && at < now - 27_000));
});

test('the scale holds every value on round ticks', () => {
  assert.deepEqual(scale([0.21, 0.607], 4), [0.2, 0.3, 0.4, 0.5, 0.6, 0.7]);
  assert.deepEqual(scale([-0.02, 0.57], 4), [-0.2, 0, 0.2, 0.4, 0.6]);
  assert.deepEqual(scale([0, 0], 2), [0, 0.5]);
});

test('a curve is read as a sentence', () => {
  const points = [{ n: 1, value: 0.58 }, { n: 2, value: 0.6 }];
  assert.equal(finding('Utility', points, DECISION, new Set([8, 3])),
    'Utility for one to eight agents, heuristic. 2 chosen at 0.6. 1: 0.58, 2: 0.6. Masked: 3 and 8.');
});

test('masks are grouped by their reason', () => {
  assert.deepEqual(maskSentences(DECISION.mask), ['3–8 masked: 2 agents are free and qualify']);
});

test('decisions are summed up and stand where their attempt stands', () => {
  assert.equal(decisionsHeadline([]), 'Nothing was decided yet.');
  assert.equal(decisionsHeadline([{ agents: 1 }, { agents: 2 }]), 'One agent was enough in 1 of the last 2 decisions.');
  const running = stateOf({ attempts: [ATTEMPT], tasks: [TASK] });
  assert.deepEqual(standing(running, DECISION), ['runs', 'info']);
  assert.deepEqual(standing(stateOf({ attempts: [{ ...ATTEMPT, closedAt: 1, result: 'handed_back' }] }), DECISION), ['handed back', 'warn']);
  assert.equal(titleOf(stateOf({}), DECISION), 'task_0197a1b2…');
});

test('an agent shows its open slots', () => {
  const state = stateOf({ attempts: [ATTEMPT], agents: [AGENT] });
  assert.deepEqual(workOf(state, AGENT).map(({ slot }) => slot.slot), [0]);
  assert.equal(agentsHeadline(state), 'The only agent works.');
  assert.equal(agentsHeadline(stateOf({})), 'No agents yet.');
  assert.ok(isEmpty(stateOf({})) && !isEmpty(state));
});

test('an address names a view, whatever it says', () => {
  assert.deepEqual(routeOf('#/decisions/decision%201'), { view: 'decisions', id: 'decision 1', query: {} });
  assert.deepEqual(routeOf(''), { view: 'now', id: null, query: {} });
  assert.deepEqual(routeOf('#/constructor/x?file=a'), { view: 'now', id: null, query: {} });
  assert.deepEqual(routeOf('#/tasks/%'), { view: 'tasks', id: null, query: {} });
  assert.deepEqual(routeOf('#/contention?file=src%2Fa+b.js&repo=shop'), { view: 'contention', id: null, query: { file: 'src/a b.js', repo: 'shop' } });
  assert.deepEqual(routeOf(fileLink('src/a?b#c/%.js')).query, { file: 'src/a?b#c/%.js' });
});

test('numbers, times and classes are said in one way', () => {
  assert.deepEqual([startWord(3), startWord(40), whole(12345), short(0.12345), short(-2), fixed(-0.0412, 3), fixed(0.118, 3, true)],
    ['Three', '40', '12\u2009345', '0.123', '\u22122', '\u22120.041', '+0.118']);
  assert.deepEqual([odds(0.823), odds(1), span(492_000), span(3_730_000), span(-5)], ['.82', '1', '8:12', '1:02:10', '0:00']);
  assert.deepEqual([duration(240), duration(3400), duration(144_000), bytes(1.1e9), bytes(187e6)],
    [['240', 'ms'], ['3.4', 's'], ['2.4', 'min'], ['1.1', 'GB'], ['187', 'MB']]);
  assert.deepEqual([1, 2, 3, 4, 5, 6, 8].map(classOf), ['critical', 'suboptimal', 'moderate', 'efficient', 'efficient', 'optimal', 'optimal']);
  assert.equal(ranges([1, 2, 4, 5, 6, 7]), '1, 2 and 4–7');
  assert.match(clock(NOW, NOW, true), /^\d\d:\d\d:00$/);
});

test('the number of agents comes from the attempt, else from the decision, else it is unknown', () => {
  const task = { ...TASK, state: 'SUCCEEDED' };
  const decision = { ...DECISION, taskId: task.id, agents: 2 };
  assert.equal(agentsOf(stateOf({ tasks: [task] }), task), null);
  assert.equal(agentsOf(stateOf({ tasks: [task], decisions: [decision] }), task), 2);
  assert.equal(agentsOf(stateOf({ tasks: [task], attempts: [{ ...ATTEMPT, taskId: task.id }], decisions: [decision] }), task), ATTEMPT.slots.length);
  assert.equal(agentsOf(stateOf({ decisions: [decision] }), { ...task, state: 'READY' }), null);
});

test('the time before the page was opened is hatched, not shown as idle', () => {
  const state = stateOf({ agents: [AGENT] });
  assert.equal(layout(state, state.pictureAt).unseen, 97);
  assert.equal(Math.round(layout(state, state.pictureAt + 150_000).unseen), 49);
  assert.equal(layout(state, state.pictureAt + 400_000).unseen, 0);
});
