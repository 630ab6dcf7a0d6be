import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readFigures } from '../contract-models.js';
import { intervalOf, meaningOf, nameOf, saidOf, valueOf, warning } from '../figure-words.js';
import { LISTS, openList, wants } from '../host-lists.js';
import { initial, reduce } from '../store.js';
import { headline, whyUnknown } from '../views/accuracy.js';
import { routeOf } from '../views/frame.js';
import { reach, sentence } from '../views/gauge.js';

const WIRE = JSON.parse(readFileSync(new URL('../../verticles/bus/src/test/resources/wire/FigureList.json', import.meta.url), 'utf8'));
const [ACCURACY] = readFigures(WIRE);
const KEPT = { ...ACCURACY, name: 'coordination_accuracy', baseline: 0.6, baselineName: 'predicted' };
const ERRORS = { ...ACCURACY, name: 'error_rate', value: 0.02, low: 0.01, high: 0.06, baseline: 0.05, baselineName: 'limit', report: 0.021 };
const MEMORY = { ...ACCURACY, name: 'host_memory', value: 187.4, low: null, high: null, unit: 'MB', baseline: 512, baselineName: 'limit', report: 387 };
const UNKNOWN = { ...ACCURACY, value: null, low: null, high: null, count: 0, provenance: 'unknown', baseline: null, baselineName: null };

test('a figure is read with all that makes it true', () => {
  assert.deepEqual([ACCURACY.value, ACCURACY.low, ACCURACY.high, ACCURACY.count, ACCURACY.baseline, ACCURACY.baselineName, ACCURACY.report], [0.6, 0.5, 0.7, 120, 0.45, 'commonest grade', 0.887]);
});

test('shares are said in per cent, the rest in its unit, and null stays unknown', () => {
  assert.deepEqual(valueOf(ACCURACY, 0.6), ['60.0', '%']);
  assert.deepEqual(valueOf(MEMORY, 187.4), ['187', 'MB']);
  assert.deepEqual(valueOf({ unit: 'tokens' }, 1_234_567.4), ['1\u2009234\u2009567', 'tokens']);
  assert.equal(valueOf(ACCURACY, null), null);
  assert.equal(saidOf(ACCURACY, 0.887), '88.7\u00a0%');
  assert.equal(intervalOf(ACCURACY), '50.0 to 70.0');
  assert.equal(intervalOf(MEMORY), null);
  assert.equal(nameOf({ name: 'grade_a' }), 'Grade A');
  assert.equal(nameOf({ name: 'of_a_later_version' }), 'Of a later version');
  assert.equal(meaningOf({ name: 'of_a_later_version' }), null);
});

test('a figure warns beyond its limit, or when chance does not explain that it is below its baseline', () => {
  assert.equal(warning(ERRORS), null);
  assert.deepEqual(warning({ ...ERRORS, value: 0.051 }), ['above its limit', 'crit']);
  assert.equal(warning({ ...ACCURACY, baseline: 0.65 }), null, 'within the interval');
  assert.deepEqual(warning({ ...ACCURACY, baseline: 0.71 }), ['below commonest grade', 'warn']);
  assert.equal(warning(UNKNOWN), null);
});

test('the line of a share ends at one, of others beyond its largest number', () => {
  assert.equal(reach(ACCURACY), 1);
  assert.equal(reach(MEMORY), 640);
  assert.equal(reach({ ...UNKNOWN, unit: 'ms', report: null }), 1);
});

test('the line is also a sentence, which names the report as what it is', () => {
  assert.equal(sentence(ACCURACY), 'Model accuracy: 60.0\u00a0%; 95 % from 50.0 to 70.0; commonest grade 45.0\u00a0%; the report of the predecessor printed 88.7\u00a0%.'.replace('Model accuracy', nameOf(ACCURACY)));
  assert.match(sentence(UNKNOWN), /: unknown; the report/);
});

test('the headline compares kept with predicted, and promises nothing before a model does', () => {
  const of = (...figures) => headline(new Map(figures.map((one) => [one.name, one])));
  assert.equal(of({ ...ERRORS, count: 0, value: null }), 'No decision has closed yet.');
  assert.equal(of(ERRORS), 'No model has promised anything yet.');
  assert.equal(of(ERRORS, KEPT), 'Promises are kept as often as predicted.');
  assert.equal(of(ERRORS, { ...KEPT, baseline: 0.71 }), 'Promises are kept less often than predicted.');
  assert.equal(of(ERRORS, { ...KEPT, baseline: 0.49 }), 'Promises are kept more often than predicted.');
});

test('an unknown figure says why', () => {
  assert.equal(whyUnknown(UNKNOWN), 'none in the last 1,000 closed decisions');
  assert.equal(whyUnknown({ window: 'not measured: there is no cache', count: 0 }), 'not measured: there is no cache');
});

test('figures are asked for at once when their view opens, then every ten seconds', async () => {
  let now = 0;
  let route = routeOf('#/now');
  let beat = null;
  const told = [];
  const live = { ...initial, connection: { state: 'live' } };
  const look = openList(LISTS.figures, { token: () => 'secret', tell: (message) => told.push(message), clock: () => now, every: (run) => { beat = run; },
    wanted: () => wants(live, route, 'figures'), fetch: async (path) => (assert.equal(path, '/api/v1/figures'), Response.json(WIRE)) });
  await beat();
  assert.equal(told.length, 0);
  route = routeOf('#/figures');
  await look();
  now = 9_999;
  await beat();
  assert.equal(told.length, 1);
  now = 10_000;
  await beat();
  assert.equal(told.length, 2);
  route = routeOf('#/now');
  await beat();
  route = routeOf('#/figures');
  await look();
  assert.equal(told.length, 3, 'opened again');
  assert.deepEqual(reduce(initial, told[0]).figures, [ACCURACY]);
});
