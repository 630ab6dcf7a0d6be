import assert from 'node:assert/strict';
import { test } from 'node:test';
import { branched, denialRows, filesOf, grouped, headline, intentOf, repositories, stuck, waits } from '../contention.js';
import { isHub } from '../hubs.js';
import { closePairs, verdict, windowOf } from '../lines.js';
import { fileLink, folderAndName, repoNames } from '../places.js';
import { initial } from '../store.js';
import { consequences } from '../views/ask.js';
import { stakes } from '../views/agents.js';
import { viewOf } from '../views/contention.js';
import { ordered, stands } from '../views/denials.js';
import { columnsOf, marksOf, sentence, shadeOf, whyOf } from '../views/filemap.js';
import { leftOf, listed } from '../views/leases.js';

const NOW = 100_000_000;
const MINUTE = 60_000;
const place = (path, more = {}) => ({ repo: '/repos/shop/.git', worktree: '/repos/shop', path, ...more });
const holderOf = (agent, subagent = null) => ({ session: `session of ${agent}`, subagent });

/** A lease that `agent` has had for ten minutes and renewed a minute ago. */
function lease(agent, path, change = {}) {
  return { id: `lease of ${agent} on ${path}`, file: place(path), holder: holderOf(agent), agent, taskId: null, intent: null, fence: 7,
    grantedAt: NOW - 10 * MINUTE, renewedAt: NOW - MINUTE, until: NOW + 9 * MINUTE, heldAtMost: NOW + 50 * MINUTE, lent: false, edits: 0, ...change };
}
const denial = (agent, blocking, change = {}) => ({ id: `${agent} ${blocking.id} ${change.at ?? ''}`, at: NOW - MINUTE, holder: holderOf(agent), agent, worktree: place('').worktree, lease: blocking, denials: 1, ...change });
const unleased = (agent, path, change = {}) => ({ id: `${agent} ${path} ${change.at ?? ''}`, at: NOW - MINUTE, file: place(path), holder: agent && holderOf(agent), agent, ...change });

/** A declaration: files as [path, [from, to]...]. */
function declaration(agent, files, change = {}) {
  return { id: `declaration of ${agent}`, repo: place('').repo, worktree: place('').worktree, holder: holderOf(agent), agent, taskId: null, intent: null, readOnly: false,
    files: files.map(([path, ...lines]) => ({ path, lines: lines.map(([from, to]) => ({ from, to })) })), state: 'active', at: NOW - 5 * MINUTE, until: null, ...change };
}
function stateOf({ leases = [], denials = [], edits = [], declarations = [], ...more }) {
  const rows = (items) => new Map(items.map((item) => [item.id, item]));
  return { ...initial, known: true, fileRules: { waitMs: 5 * MINUTE, hubFiles: ['pom.xml'] }, leases: rows(leases), denials: rows(denials), unleased: rows(edits), declarations: rows(declarations), ...more };
}
const fileOf = (state, path) => filesOf(state, NOW).find((file) => file.path === path);

test('who was denied waits while the same session holds the file', () => {
  const held = lease('rowan', 'a.js');
  assert.deepEqual(waits(stateOf({ leases: [held], denials: [denial('birch', held)] }), NOW).map(({ agent, lease: { id } }) => [agent, id]), [['birch', held.id]]);
  assert.deepEqual(waits(stateOf({ denials: [denial('birch', held)] }), NOW), [], 'it was released');
  assert.deepEqual(waits(stateOf({ leases: [lease('elm', 'a.js')], denials: [denial('birch', held)] }), NOW), [], 'another has it now');
  assert.deepEqual(waits(stateOf({ leases: [lease('birch', 'a.js')], denials: [denial('birch', held)] }), NOW), [], 'it got it');
});

test('an asker that was silent for as long as the host says waits no more', () => {
  const held = lease('rowan', 'a.js');
  const state = stateOf({ leases: [held], denials: [denial('birch', held)] });
  assert.equal(waits(state, NOW + 4 * MINUTE - 1).length, 1);
  assert.equal(waits(state, NOW + 4 * MINUTE).length, 0);
  assert.equal(waits({ ...state, fileRules: { waitMs: 6 * MINUTE, hubFiles: [] } }, NOW + 4 * MINUTE).length, 1);
});

test('a wait lasts from its first denial as long as the asker kept asking', () => {
  const held = lease('rowan', 'a.js');
  const at = (minutes, denials) => denial('birch', held, { at: NOW - minutes * MINUTE, denials });
  const [wait] = waits(stateOf({ leases: [held], denials: [at(1, 3), at(9, 1), at(5, 2), at(30, 1)] }), NOW);
  assert.deepEqual([wait.since, wait.at, wait.denials], [NOW - 9 * MINUTE, NOW - MINUTE, 3]);
});

test('a sub-agent waits for its sibling, in the longest wait first', () => {
  const held = lease('rowan', 'a.js', { holder: holderOf('rowan', 's1'), lent: true });
  const state = stateOf({ leases: [held], denials: [denial('rowan', held, { holder: holderOf('rowan', 's2') }), denial('birch', held, { at: NOW - 2 * MINUTE })] });
  assert.deepEqual(waits(state, NOW).map(({ holder }) => holder.subagent), [null, 's2']);
  assert.ok(fileOf(state, 'a.js').contested);
});

test('a lease is stuck when it blocks somebody and nothing was written for five minutes', () => {
  const quiet = lease('rowan', 'a.js', { renewedAt: NOW - 5 * MINUTE });
  const busy = lease('elm', 'b.js');
  const state = stateOf({ leases: [quiet, busy, lease('oak', 'c.js', { renewedAt: 0 })], denials: [denial('birch', quiet), denial('birch', busy)] });
  assert.deepEqual(stuck(state, NOW).map(({ lease: { file } }) => file.path), ['a.js']);
});

test('a file is contested when two sessions hold, want or ask for it, whatever their worktree', () => {
  const beside = lease('elm', 'a.js', { file: place('a.js', { worktree: '/repos/fix' }) });
  const state = stateOf({ leases: [lease('rowan', 'a.js'), beside, lease('rowan', 'own.js')], declarations: [declaration('rowan', [['own.js'], ['both.js']]), declaration('oak', [['both.js'], ['alone.js']])] });
  assert.deepEqual(filesOf(state, NOW).filter((file) => file.contested).map(({ path }) => path).sort(), ['a.js', 'both.js']);
  assert.deepEqual([...branched(state, NOW)], ['/repos/shop/.git']);
});

test('a sub-agent of the holder and one who only reads want nothing of others', () => {
  const state = stateOf({ leases: [lease('rowan', 'a.js', { holder: holderOf('rowan', 's1') })], declarations: [declaration('rowan', [['a.js']]), declaration('elm', [['a.js']], { readOnly: true })] });
  assert.equal(fileOf(state, 'a.js').contested, false);
  assert.deepEqual([...fileOf(state, 'a.js').cells.keys()], ['rowan']);
});

test('a cell says lease, declaration, denial and edits around it, and counts edits', () => {
  const held = lease('rowan', 'a.js', { edits: 4 });
  const state = stateOf({ leases: [held], denials: [denial('birch', held, { denials: 2 })], declarations: [declaration('birch', [['a.js']]), declaration('rowan', [['a.js']], { id: 'other' })],
    edits: [unleased('elm', 'a.js'), unleased('elm', 'a.js', { at: NOW - 2 }), unleased('elm', 'a.js', { at: NOW - 61 * MINUTE }), unleased(null, 'a.js')] });
  const { cells, edits, unleased: around } = fileOf(state, 'a.js');
  assert.deepEqual(marksOf(cells.get('rowan')), ['lease'], 'the lease says more than the declaration');
  assert.deepEqual(marksOf(cells.get('birch')), ['declared', 'denied']);
  assert.deepEqual(marksOf(cells.get('elm')), ['unleased']);
  assert.deepEqual([cells.get('elm').edits, edits, around], [2, 7, 3]);
  assert.equal(sentence('rowan', 'a.js', cells.get('rowan'), NOW), 'rowan holds a.js for 10:00; 4 edits, measured.');
  assert.equal(sentence('birch', 'a.js', cells.get('birch'), NOW), 'birch declared a.js, was denied a.js 2 times in a row; 0 edits, measured.');
  assert.equal(sentence('', 'a.js', cells.get(''), NOW), 'somebody unknown edited a.js 1 time without a lease; 1 edit, measured.');
  assert.equal(sentence('oak', 'a.js', undefined, NOW), 'oak: nothing in a.js');
  assert.deepEqual([0, 1, 2, 3, 6, 9, 10, 400].map(shadeOf), [0, 1, 1, 2, 3, 3, 4, 4]);
});

test('who was denied is shown in its own worktree, which counts as in use', () => {
  const held = lease('rowan', 'a.js');
  const state = stateOf({ leases: [held], denials: [denial('birch', held, { worktree: '/repos/fix' }), denial('elm', held, { worktree: null })] });
  assert.deepEqual([...fileOf(state, 'a.js').cells.values()].map(({ worktree }) => worktree), ['/repos/shop', '/repos/fix', null]);
  assert.deepEqual([...branched(state, NOW)], ['/repos/shop/.git']);
});

test('a lease is for what it says, else for what its session declared of that file', () => {
  const state = stateOf({ declarations: [declaration('rowan', [['a.js']], { intent: 'round prices' })] });
  assert.equal(intentOf(state, lease('rowan', 'a.js')), 'round prices');
  assert.equal(intentOf(state, lease('rowan', 'a.js', { intent: 'own words' })), 'own words');
  assert.equal(intentOf(state, lease('rowan', 'b.js')), null);
  assert.equal(intentOf(state, lease('elm', 'a.js')), null);
});

test('hub files are found by name or path, as the host finds them', () => {
  const hub = (path) => isHub({ hubFiles }, path);
  const hubFiles = ['pom.xml', 'requirements*.txt', 'CHANGELOG*', 'web/**/index.?s', 'gen/**', '[x].txt'];
  assert.deepEqual(['pom.xml', 'a/b/pom.xml', 'requirements-dev.txt', 'CHANGELOG', 'web/index.js', 'web/a/b/index.ts', 'gen/a/b', '[x].txt'].map(hub), Array(8).fill(true));
  assert.deepEqual(['pom-xml', 'pom.xml.bak', 'requirements/a.txt', 'changelog.md', 'src/web/index.js', 'web/index.mjs', 'gen', 'x.txt', 'CHANGELOG/a'].map(hub), Array(9).fill(false));
});

test('groups are by folder, contested ones and their files first, hub files last', () => {
  const held = lease('rowan', 'src/z/b.js');
  const state = stateOf({ leases: [lease('rowan', 'src/a/x.js'), held, lease('rowan', 'src/z/a.js'), lease('rowan', 'own.js'), lease('rowan', 'src/z/pom.xml'), lease('elm', 'pom.xml')], denials: [denial('birch', held), denial('birch', lease('elm', 'pom.xml'))] });
  assert.deepEqual(grouped(filesOf(state, NOW)).map(({ folder, files }) => [folder, files.map(({ name }) => name)]),
    [['src/z/', ['b.js', 'a.js']], ['', ['own.js']], ['src/a/', ['x.js']], [null, ['pom.xml', 'src/z/pom.xml']]]);
});

test('at most twelve agents have a column, those of contested files before others', () => {
  const many = Array.from({ length: 14 }, (_, i) => lease(`a${i + 1}`, `f${i}.js`));
  const last = lease('zelkova', 'x.js');
  const { names, more } = columnsOf(filesOf(stateOf({ leases: [...many, last], denials: [denial('yew', last)], edits: [unleased(null, 'y.js')] }), NOW));
  assert.deepEqual([names.length, more, names[0], names.at(-2), names.at(-1)], [12, 5, 'a1', 'yew', 'zelkova']);
});

test('a row says why it matters, the most urgent reason', () => {
  const file = (change) => ({ waiting: [], unleased: 0, ...change });
  const wait = { lease: lease('rowan', 'a.js') };
  const young = { lease: lease('rowan', 'a.js', { grantedAt: NOW - MINUTE }) };
  assert.deepEqual(whyOf(file({ waiting: [wait] }), { apart: 0 }, NOW), ['line ranges meet', 'warn']);
  assert.deepEqual(whyOf(file({ waiting: [wait] }), { apart: 3 }, NOW), ['held 10 min', 'warn']);
  assert.deepEqual(whyOf(file({ waiting: [young, young] }), undefined, NOW), ['2 wait', 'warn']);
  assert.deepEqual(whyOf(file({ unleased: 1 }), undefined, NOW), ['1 unleased edit', 'warn']);
  assert.deepEqual(whyOf(file({}), { apart: 1 }, NOW), ['1 line apart', 'muted']);
  assert.equal(whyOf(file({}), undefined, NOW), null);
});

test('the headline is the answer', () => {
  const files = (...wanted) => wanted.map((contested) => ({ contested, unleased: 0 }));
  assert.equal(headline(files(true, true, false)), 'Two files are wanted by more than one agent.');
  assert.equal(headline(files(true)), 'One file is wanted by more than one agent.');
  assert.equal(headline([{ contested: false, unleased: 3 }]), 'Nobody waits; three edits went around the leases.');
  assert.equal(headline(files(false)), 'Nobody is in anybody’s way.');
});

const pairOf = (first, second, changes = {}, leases = [lease('cedar', 'a.js')]) => closePairs(stateOf({ leases, declarations: [declaration('cedar', [['a.js', ...first]]), declaration('elm', [['a.js', ...second]], { at: NOW, ...changes })] }))[0];

test('pairs are close when their lines meet or are at most 15 apart', () => {
  assert.equal(pairOf([[10, 20]], [[20, 30]]).apart, 0);
  assert.equal(pairOf([[10, 20]], [[21, 30]]).apart, 1);
  assert.equal(pairOf([[40, 50]], [[20, 25]]).apart, 15);
  assert.equal(pairOf([[40, 50]], [[20, 24]]), undefined);
  assert.equal(pairOf([[1, 2], [100, 110]], [[50, 60], [105, 120]]).apart, 0);
  assert.equal(pairOf([[1, 2]], []), undefined, 'no lines are no known distance');
  assert.equal(pairOf([[1, 2]], [[1, 2]], { holder: holderOf('cedar', 's1') }), undefined, 'one session is never in its own way');
});

test('the verdict of a pair names both, their lines and where they meet', () => {
  assert.equal(verdict(pairOf([[40, 88]], [[60, 118]])), 'cedar edits 40–88, elm wants 60–118: they meet at 60–88.');
  assert.equal(verdict(pairOf([[1, 40]], [[41, 41]])), 'cedar edits 1–40, elm wants 41: 1 line apart.');
  assert.match(verdict(pairOf([[40, 88]], [[60, 118]], { state: 'parked', at: 0 })), /^cedar edits 40–88, elm waits to edit 60–118/, 'a parked one never comes first');
  assert.match(verdict(pairOf([[40, 88]], [[60, 118]], {}, [])), /^cedar wants 40–88, elm wants 60–118:/, 'nobody has begun');
  assert.match(verdict(pairOf([[40, 88]], [[60, 118]], {}, [lease('elm', 'a.js')])), /^elm edits 60–118, cedar wants 40–88:/, 'who holds it comes first');
  const beside = lease('elm', 'a.js', { file: place('a.js', { worktree: '/repos/fix' }) });
  assert.match(verdict(pairOf([[1, 2]], [[5, 6]], { worktree: '/repos/fix' }, [lease('cedar', 'a.js'), beside])), /^cedar edits 1–2, elm edits 5–6 in another worktree: 3 lines apart/);
  assert.deepEqual(windowOf(pairOf([[40, 88]], [[60, 118]])), { from: 20, to: 138 });
  assert.deepEqual(windowOf(pairOf([[1, 4]], [[6, 7]])), { from: 1, to: 12 });
});

test('denials are one row per asker and file, newest first, with how it stands', () => {
  const held = lease('rowan', 'a.js');
  const gone = lease('elm', 'b.js');
  const state = stateOf({ leases: [held, lease('oak', 'c.js')], denials: [denial('birch', held, { at: NOW - 3 * MINUTE, denials: 2 }), denial('birch', held, { at: NOW - MINUTE, denials: 3 }),
    denial('oak', gone, { at: NOW - 2 * MINUTE }), denial('oak', lease('elm', 'c.js'), { at: NOW - 9 * MINUTE })] });
  const rows = denialRows(state, NOW);
  assert.deepEqual(rows.map((row) => [row.denial.agent, row.denial.denials, stands(row, NOW)]), [
    ['birch', 3, 'held by rowan for 10:00, told exactly what to do'], ['oak', 1, 'free again, elm had it'], ['oak', 1, 'has it now']]);
});

test('new denials wait while a person is in the list', () => {
  const rows = ['new', 'a', 'b'].map((key) => ({ key }));
  assert.deepEqual(ordered(rows, ['b', 'a', 'over'], true), { rows: [{ key: 'b' }, { key: 'a' }], waiting: 1 });
  assert.deepEqual(ordered(rows, ['b', 'a'], false), { rows, waiting: 0 });
});

test('leases are listed longest held first, and one that blocks is never left out', () => {
  const many = Array.from({ length: 70 }, (_, i) => lease('rowan', `f${i}.js`, { grantedAt: NOW - i * 1000 }));
  const rows = listed(many, new Map([[many[2].id, []]]));
  assert.deepEqual([rows.length, rows[0].file.path, rows.at(-1).file.path], [61, 'f69.js', 'f2.js']);
});

test('what is left of a lease is a time and a share', () => {
  assert.deepEqual(leftOf(lease('rowan', 'a.js'), NOW), { left: 9 * MINUTE, share: 0.9, low: false, worn: false });
  const late = leftOf(lease('rowan', 'a.js'), NOW + 20 * MINUTE);
  assert.deepEqual([late.left, late.share, late.low], [0, 0, true]);
  assert.equal(leftOf(lease('rowan', 'a.js', { heldAtMost: NOW + MINUTE }), NOW).worn, true);
});

test('the question says what happens to whom', () => {
  const lines = (...names) => consequences(lease('rowan', 'a.js'), names.map((agent) => ({ agent })));
  assert.equal(lines().length, 3);
  assert.match(lines()[0], /^rowan is told/);
  assert.match(lines()[1], /^Fence 7 ends/);
  assert.equal(lines()[2], 'Nobody waits for it now.');
  assert.equal(lines('birch')[2], 'birch waits for it and may ask again at once.');
  assert.equal(lines('birch', 'elm', 'oak')[2], 'birch, elm and oak wait for it and may ask again at once.');
});

test('the view is of one repository when the address names it, else of all', () => {
  const other = lease('elm', 'b.js', { file: place('b.js', { repo: '/srv/web/.git', worktree: '/srv/web' }) });
  const state = stateOf({ leases: [lease('rowan', 'a.js'), other] });
  const paths = (query) => viewOf(state, { now: NOW, route: { query } }).files.map(({ path }) => path);
  assert.deepEqual([...repositories(state).values()], ['shop', 'web']);
  assert.deepEqual([paths({}), paths({ repo: 'web' }), paths({ repo: 'nobody' })], [['a.js', 'b.js'], ['b.js'], ['a.js', 'b.js']]);
  assert.equal(viewOf(state, { now: NOW, route: { query: { file: 'b.js' } } }).chosen, '/srv/web/b.js');
  assert.match(viewOf(state, { now: NOW, route: { query: { file: 'gone.js' } } }).chosen, /^gone\.js is not held/);
  assert.equal(viewOf(stateOf({}), { now: NOW, route: { query: {} } }).nothing, true);
});

test('a session shows what it holds, declared and waits for', () => {
  const held = lease('rowan', 'a.js');
  const state = stateOf({ leases: [held, lease('birch', 'b.js')], denials: [denial('birch', held)], declarations: [declaration('birch', [['b.js'], ['c.js']]), declaration('birch', [['c.js']], { id: 'second' })] });
  assert.deepEqual(stakes(state, 'birch', NOW), { held: 1, declared: 2, waits: 1 });
});

test('repositories are named by their folder, and by the one above when two are alike', () => {
  assert.deepEqual([...repoNames(['/a/shop/.git', '/b/shop/.git', '/srv/tools.git', '/x/.git/modules/lib'])],
    [['/a/shop/.git', 'a/shop'], ['/b/shop/.git', 'b/shop'], ['/x/.git/modules/lib', 'lib'], ['/srv/tools.git', 'tools.git']]);
  assert.deepEqual([folderAndName('src/a/b.js'), folderAndName('b.js')], [['src/a/', 'b.js'], ['', 'b.js']]);
  assert.equal(fileLink('src/a b.js', 'a/shop'), '#/contention?repo=a%2Fshop&file=src%2Fa+b.js');
});
