import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { openCommands } from '../command.js';
import { decode } from '../contract.js';
import { readModels } from '../contract-models.js';
import { initial, reduce } from '../store.js';
import { modeQuestion } from '../views/mode.js';
import { modelQuestion, place } from '../views/model-parts.js';
import { headline, noGateWords } from '../views/models.js';
import { trialWords } from '../views/promise.js';
import { octaves } from '../views/spans.js';

const wire = (name) => readFileSync(new URL(`../../verticles/bus/src/test/resources/wire/${name}.json`, import.meta.url), 'utf8');
const changed = decode('model', wire('ModelChanged'));
const MODELS = readModels(JSON.parse(wire('ModelList')));
const [CARD] = MODELS.cards;
const listed = (models = MODELS) => reduce(initial, { type: 'ModelsListed', models });

test('the list and the event tell the same of a card', () => {
  assert.deepEqual(changed.card, CARD);
  assert.deepEqual([CARD.state, CARD.outcomes, CARD.figures[0].baselineName, CARD.figures[0].report], ['champion', 250, 'commonest grade', 0.887]);
  assert.deepEqual([MODELS.canary.evidence, MODELS.canary.needed, MODELS.canary.guards[0].name], [3.5, 40, 'failures']);
});

test('a decision carries its promise, its trial and the bounds of its minutes', () => {
  const { decision } = decode('decision', wire('DecisionMade'));
  assert.deepEqual([decision.promise.grade, decision.promise.minutes, decision.promise.tokens, decision.promise.kept], ['B', { low: 4.5, high: 30 }, null, 0.6]);
  assert.equal(decision.curve[0].minutes, null);
  const said = trialWords(decision.trial).map((piece) => piece.code ?? piece).join('');
  assert.equal(said, 'Champion model_1772443797000_a1 chose 1, challenger model_1772447397000_b2 chose 2. They differed, so a coin decided: the challenger’s n was played.');
});

test('an event changes one card, once, and leaves what the list counted', () => {
  const state = listed();
  const retired = reduce(state, { ...changed, seq: 20, card: { ...CARD, state: 'retired' } });
  assert.equal(retired.models.cards[0].state, 'retired');
  assert.equal(retired.models.learned, 250);
  assert.equal(reduce(retired, changed), retired, 'an older seq');
  assert.equal(reduce(initial, changed).models, null, 'before the first list');
});

test('a new card comes first', () => {
  const fresh = { ...CARD, id: 'model_1', state: 'candidate', created: CARD.created + 1 };
  assert.deepEqual(reduce(listed(), { ...changed, seq: 20, card: fresh }).models.cards.map(({ id }) => id), ['model_1', CARD.id]);
});

test('the headline is the answer', () => {
  const of = (more) => headline({ ...MODELS, probation: null, ...more });
  assert.equal(of({}), 'The challenger leads, but not yet by enough.');
  assert.equal(of({ canary: { ...MODELS.canary, evidence: 0.4 } }), 'The challenger does not lead.');
  assert.equal(of({ canary: { ...MODELS.canary, disagreements: 0 } }), 'The challenger has not differed from the champion yet.');
  assert.equal(of({ canary: null }), 'One model serves, and nothing challenges it.');
  assert.equal(of({ canary: null, pinned: CARD.id }), 'The champion is pinned.');
  assert.equal(of({ cards: [{ ...CARD, state: 'candidate' }] }), 'No model serves; decisions are heuristic.');
  assert.equal(of({ cards: [] }), 'No model serves; decisions are heuristic.');
  assert.equal(of({ canary: null, probation: MODELS.probation }), 'The champion is on probation.');
  assert.equal(of({ stopped: 'another learner has taken over' }), 'Nothing is learned any more.');
});

test('who is on probation is not said to be unchallenged', () => {
  const of = (more) => noGateWords({ ...MODELS, probation: null, ...more });
  assert.match(of({}), /^No challenger is compared now/);
  assert.match(of({ pinned: CARD.id }), /^The champion is pinned/);
  assert.match(of({ probation: MODELS.probation }), /compared with heuristic-1, .* 812 of 2\u2009000 tasks/);
});

test('a page that stays open learns which mode holds, and from the newest alone', () => {
  const told = decode('mode', wire('ModeChanged'));
  const open = { ...listed(), mode: 'FALLBACK', modeReason: 'no_model', modeSeq: 12 };
  const now = reduce(open, told);
  assert.deepEqual([now.mode, now.modeReason, now.modeSeq], ['EMERGENCY', 'ordered', 13]);
  assert.equal(reduce({ ...open, modeSeq: 13 }, told).mode, 'FALLBACK', 'the picture is newer');
});

test('evidence of 1 stands in the middle, what is needed at the end, nothing outside', () => {
  assert.deepEqual([1, 20, 1 / 20, 400, 0].map((evidence) => Math.round(place(evidence, 20))), [50, 100, 0, 100, 0]);
  assert.ok(Math.abs(place(Math.sqrt(20), 20) - 75) < 1e-9);
});

test('before a model is switched the page says what happens', () => {
  const candidate = { ...CARD, id: 'model_2', state: 'candidate' };
  const models = { ...MODELS, cards: [candidate, CARD] };
  const { title, lines } = modelQuestion(models, 'model promote model_2');
  assert.deepEqual(title, ['Promote ', 'model_2', '?']);
  assert.equal(lines[1], 'No comparison shows that it is better than the champion.');
  assert.match(modelQuestion({ ...models, canary: { ...MODELS.canary, challenger: 'model_2' } }, 'model promote model_2').lines[1], /^Its evidence is 3\.5 of the 40/);
  assert.equal(modelQuestion(models, 'model rollback').title[1], CARD.id);
  assert.equal(modelQuestion(models, 'model unpin'), null, 'nothing is pinned');
  assert.equal(modelQuestion({ ...models, pinned: CARD.id }, 'model pin'), null, 'it is pinned already');
  assert.equal(modelQuestion(models, `model promote ${CARD.id}`), null, 'the champion serves already');
  assert.equal(modelQuestion(models, 'lease_1'), null);
});

test('a switch goes to its address, and its answer ends the command and the question', async () => {
  const posted = [];
  const told = [];
  const commands = openCommands({ token: () => 'secret', tell: (message) => told.push(message),
    fetch: async (path, { method }) => { posted.push(`${method} ${path}`); return Response.json(JSON.parse(wire('ModelList'))); } });
  for (const id of ['model promote model_2', 'model rollback', 'model pin', 'model unpin']) await commands.model(id);
  assert.deepEqual(posted, ['promote', 'rollback', 'pin', 'unpin'].map((verb) => `POST /api/v1/models/${verb === 'promote' ? 'model_2/promote' : verb}`));
  const state = told.slice(0, 2).reduce(reduce, { ...listed(), asked: 'model promote model_2' });
  assert.equal(told[0].command.state, 'sent');
  assert.deepEqual([state.asked, state.commands.size, state.models], [null, 0, MODELS]);
});

test('a refused switch is told in the host’s words and changes nothing', async () => {
  const told = [];
  const commands = openCommands({ token: () => 'secret', tell: (message) => told.push(message),
    fetch: async () => Response.json({ detail: 'no model has the id model_2' }, { status: 404 }) });
  await commands.model('model promote model_2');
  assert.deepEqual(told.map(({ command }) => [command.state, command.text]), [['sent', null], ['refused', 'No model has the id model_2.']]);
});

test('bounds stand between powers of two that hold them', () => {
  assert.deepEqual(octaves(4.5, 30), [2, 5]);
  assert.deepEqual(octaves(4, 4), [2, 3]);
});

test('an order of a mode is asked about, sent, and answered by its event', async () => {
  assert.equal(modeQuestion('model pin'), null);
  assert.match(modeQuestion('mode MAINTENANCE').lines[0], /^No task starts/);
  const posted = [];
  const commands = openCommands({ token: () => 't', tell: () => {}, after: () => {},
    fetch: async (path, { body }) => { posted.push([path, JSON.parse(body)]); return Response.json({}); } });
  await commands.mode('mode EMERGENCY');
  await commands.mode('mode auto');
  assert.deepEqual(posted, [['/api/v1/mode', { mode: 'EMERGENCY', why: 'ordered on the page' }], ['/api/v1/mode', {}]]);
  const asked = { ...listed(), modeSeq: 12, asked: 'mode EMERGENCY', commands: new Map([['mode EMERGENCY', { state: 'sent', text: null }]]) };
  const now = reduce(asked, decode('mode', wire('ModeChanged')));
  assert.deepEqual([now.asked, now.commands.size], [null, 0]);
});
