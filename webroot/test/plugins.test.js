import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { decode, Malformed } from '../contract.js';
import { readPlugins } from '../contract-plugins.js';
import { LISTS, LOOK_MS, openList, wants } from '../host-lists.js';
import { initial, reduce } from '../store.js';
import { without } from '../views/ask.js';
import { routeOf } from '../views/frame.js';
import { micros } from '../views/plugin-parts.js';
import { headline, waiting } from '../views/plugins.js';

const wire = (name) => readFileSync(new URL(`../../verticles/bus/src/test/resources/wire/${name}.json`, import.meta.url), 'utf8');
const changed = decode('plugin', wire('PluginChanged'));
const [PLUGIN] = readPlugins(JSON.parse(wire('PluginList')));
const listed = (...plugins) => reduce(initial, { type: 'PluginsListed', plugins });
const said = (...plugins) => waiting(plugins).map(({ say, line }) => [say.map((piece) => (typeof piece === 'string' ? piece : String(piece.b ?? piece.code ?? piece.n))).join(''), line]);

test('the list and the event tell the same of a plugin', () => {
  assert.deepEqual(changed.plugin, PLUGIN);
  assert.deepEqual([PLUGIN.kind, PLUGIN.state, PLUGIN.p50, PLUGIN.p99], ['jar', 'active', 14, 250.5]);
  assert.deepEqual(PLUGIN.byPhase.map(({ phase, vetoes }) => [phase, vetoes]), [['pre_task_ml_analysis', 2]]);
  assert.throws(() => readPlugins({ plugins: {} }), Malformed);
});

test('a list replaces what was known, so a deleted plugin is gone', () => {
  const state = listed(PLUGIN, { ...PLUGIN, id: 'other' });
  assert.deepEqual([...state.plugins.keys()], ['quiet-hours', 'other']);
  assert.deepEqual([...reduce(state, { type: 'PluginsListed', plugins: [PLUGIN] }).plugins.keys()], ['quiet-hours']);
});

test('an event changes one plugin, once, and ends the command about it', () => {
  const sent = reduce(listed(PLUGIN), { type: 'CommandChanged', id: 'quiet-hours', command: { state: 'sent', text: null } });
  const off = reduce(sent, { ...changed, plugin: { ...PLUGIN, state: 'disabled' } });
  assert.equal(off.plugins.get('quiet-hours').state, 'disabled');
  assert.equal(off.commands.size, 0);
  assert.equal(reduce(off, changed), off, 'the same seq again, and one that is older');
  assert.equal(reduce(reduce(off, { type: 'PluginsListed', plugins: [PLUGIN] }), changed).plugins.get('quiet-hours').state, 'active');
});

test('a removed plugin goes at once', () => {
  assert.equal(reduce(listed(PLUGIN), { ...changed, cause: 'removed' }).plugins.size, 0);
});

test('a list that cannot be had keeps the one before', () => {
  const state = reduce(listed(PLUGIN), { type: 'PluginsUnlisted', why: 'the host answered 503' });
  assert.equal(state.plugins.size, 1);
  assert.equal(state.pluginsWhy, 'the host answered 503');
  assert.equal(reduce(state, { type: 'PluginsListed', plugins: [] }).pluginsWhy, null);
});

test('one that waits for the lock shows the command to run, and so does a newer file', () => {
  assert.deepEqual(said({ ...PLUGIN, state: 'pending_lock' }),
    [['quiet-hours lies in the drop-in folder and its SHA-256 is not in plugins.lock. Nothing of it has run.', './muster plugin lock quiet-hours']]);
  assert.deepEqual(said({ ...PLUGIN, pending: 'ab12' }),
    [['A newer file of quiet-hours waits for its line in plugins.lock; the old version goes on.', './muster plugin lock quiet-hours']]);
  assert.match(said({ ...PLUGIN, state: 'active_unlocked' })[0][0], /--dev/);
});

test('a quarantined one comes first and says what it means', () => {
  const rows = said({ ...PLUGIN, id: 'a', state: 'pending_lock' }, { ...PLUGIN, id: 'b', state: 'quarantined', reason: 'failed 3 times in a row' }, { ...PLUGIN, id: 'c', state: 'quarantined', denies: true });
  assert.deepEqual(rows.map(([text]) => text.split(' ')[0]), ['b', 'c', 'a']);
  assert.equal(rows[0][0], 'b is quarantined. Failed 3 times in a row. It is skipped.');
  assert.match(rows[1][0], /denies on failure: every phase of it that can refuse \(pre_task_ml_analysis\) is refused until you act/);
});

test('a refused one says why, with the names of files as they are', () => {
  assert.deepEqual(said({ ...PLUGIN, state: 'invalid', reason: 'plugin.yaml: expected a kind, found none' }),
    [['quiet-hours was refused. plugin.yaml: expected a kind, found none.', null]]);
});

test('one that serves asks for nobody, leaked threads do', () => {
  assert.deepEqual(said(PLUGIN, { ...PLUGIN, state: 'disabled' }, { ...PLUGIN, state: 'draining' }), []);
  assert.match(said({ ...PLUGIN, leakedThreads: 2 })[0][0], /left 2 threads that do not end/);
});

test('the headline is the answer', () => {
  const of = (...states) => headline(states.map((state, index) => ({ ...PLUGIN, id: `p${index}`, state })));
  assert.equal(of('active'), 'The only plugin serves.');
  assert.equal(of('active', 'active_unlocked'), 'All two plugins serve.');
  assert.equal(of('active', 'disabled', 'disabled'), 'One of three plugins serves.');
  assert.equal(of('disabled'), 'No plugin serves.');
  assert.equal(of('active', 'pending_lock'), 'One plugin waits for the lock.');
  assert.equal(of('quarantined', 'pending_lock', 'pending_lock'), 'One plugin is quarantined, two wait for the lock.');
});

test('microseconds become what a person reads', () => {
  assert.deepEqual([14, 250.5, 2_500, 1_200_000].map(micros), [['14', 'µs'], ['251', 'µs'], ['2.5', 'ms'], ['1.2', 's']]);
  assert.equal(micros(null), null);
});

test('before a plugin is switched off three lines say what happens', () => {
  assert.deepEqual(without(PLUGIN).slice(0, 2), ['pre_task_ml_analysis: quiet-hours is not asked there any more, from the next call on.', 'What it refused (2 so far) goes on.']);
  assert.match(without({ ...PLUGIN, denies: true, vetoes: 0 })[1], /denies nothing, and it has refused nothing yet/);
});

/** A list that is asked for at each beat, with what it told. */
function listOf(answer, wanted = () => true) {
  const told = [];
  let beat = null;
  let asked = 0;
  openList(LISTS.plugins, {
    token: () => 'secret', tell: (message) => told.push(message), wanted, every: (run, ms) => { beat = run; assert.equal(ms, LOOK_MS); },
    fetch: async (path, { headers }) => {
      asked += 1;
      assert.deepEqual([path, headers.Authorization], ['/api/v1/plugins', 'Bearer secret']);
      return answer();
    },
  });
  return { beat: () => beat(), told, asked: () => asked };
}

test('the list is read at each beat, one request at a time, and only while it is wanted', async () => {
  let wanted = false;
  const list = listOf(() => Response.json(JSON.parse(wire('PluginList'))), () => wanted);
  await list.beat();
  assert.equal(list.asked(), 0);
  wanted = true;
  await Promise.all([list.beat(), list.beat()]);
  assert.equal(list.asked(), 1);
  assert.deepEqual(list.told, [{ type: 'PluginsListed', plugins: [PLUGIN] }]);
});

test('a failure is told and the next beat asks again', async () => {
  const list = listOf(() => new Response(null, { status: 503 }));
  await list.beat();
  await list.beat();
  assert.deepEqual(list.told.map(({ type, why }) => [type, why]), Array(2).fill(['PluginsUnlisted', 'the host answered 503']));
});

test('the page asks once after each picture, then while the view is open', () => {
  const live = { ...initial, connection: { state: 'live' } };
  assert.equal(wants(live, routeOf('#/now'), 'plugins'), true);
  assert.equal(wants({ ...live, pluginsOf: -1 }, routeOf('#/now'), 'plugins'), false);
  assert.equal(wants({ ...live, pluginsOf: -1, pictureSeq: 7 }, routeOf('#/now'), 'plugins'), true);
  assert.equal(wants({ ...live, pluginsOf: -1 }, routeOf('#/plugins'), 'plugins'), true);
  assert.equal(wants(initial, routeOf('#/plugins'), 'plugins'), false);
});
