import { isHub } from './hubs.js';
import { folderAndName, repoNames } from './places.js';
import { HOUR_MS } from './store.js';
import { plural, startWord } from './words.js';

/**
 * Who is in whose way, from the page's state; pure. A file is one path of one repository, whatever
 * the worktree: two worktrees meet when their branches do.
 */

/** A lease whose holder wrote nothing for so long while somebody waits is a matter for a person. */
const QUIET_MS = 300_000;

export const keyOf = (repo, path) => `${repo}\n${path}`;
export const placeOf = ({ repo, worktree, path }) => `${worktree}\n${keyOf(repo, path)}`;
const same = (a, b) => a.session === b.session && a.subagent === b.subagent;

/**
 * Who waits for which lease now: was denied lately, has not got it, and the same session still holds it.
 * Who was silent longer than the host's wait edge does something else.
 * @returns {{lease: object, agent: string, worktree: ?string, holder: object, at: number, since: number, denials: number}[]} longest wait first
 */
export function waits(state, now) {
  const live = new Map([...state.leases.values()].map((lease) => [placeOf(lease.file), lease]));
  const { waitMs } = state.fileRules;
  const found = new Map();
  for (const { at, agent, worktree, holder, denials, lease: then } of [...state.denials.values()].sort((a, b) => a.at - b.at)) {
    const lease = live.get(placeOf(then.file));
    if (!lease || lease.holder.session !== then.holder.session || same(lease.holder, holder)) continue;
    const key = `${holder.session} ${holder.subagent} ${lease.id}`;
    const before = found.get(key);
    const since = before && at - before.at < waitMs ? before.since : at;
    found.set(key, { lease, agent, worktree, holder, at, since, denials });
  }
  return [...found.values()].filter((wait) => now - wait.at < waitMs).sort((a, b) => a.since - b.since);
}

/** The waits by the id of the lease that they are for. */
export function waitsByLease(state, now) {
  const byLease = new Map();
  for (const wait of waits(state, now)) byLease.set(wait.lease.id, [...(byLease.get(wait.lease.id) ?? []), wait]);
  return byLease;
}

/** Leases that block somebody and whose holder wrote nothing for five minutes, longest held first. */
export const stuck = (state, now) => [...waitsByLease(state, now).values()]
  .map((waiting) => ({ lease: waiting[0].lease, waiting }))
  .filter(({ lease }) => now - lease.renewedAt >= QUIET_MS).sort((a, b) => a.lease.grantedAt - b.lease.grantedAt);

const groups = new WeakMap();

/** Declarations that want to edit, by file; kept as long as no declaration changes. */
export function declaredFiles({ declarations }) {
  if (!groups.has(declarations)) {
    const byFile = new Map();
    for (const declaration of declarations.values()) {
      if (declaration.readOnly) continue;
      for (const { path, lines } of declaration.files) {
        const key = keyOf(declaration.repo, path);
        byFile.set(key, [...(byFile.get(key) ?? []), { declaration, path, lines }]);
      }
    }
    groups.set(declarations, byFile);
  }
  return groups.get(declarations);
}

/** What a lease is for: as it says itself, else what its session declared of that file, or null. */
export function intentOf(state, { intent, holder, file }) {
  const wanted = declaredFiles(state).get(keyOf(file.repo, file.path)) ?? [];
  return intent ?? wanted.find(({ declaration }) => declaration.holder.session === holder.session)?.declaration.intent ?? null;
}

/**
 * Every file that somebody holds, wants or edited without a lease, with a cell for each agent.
 * @returns {{key: string, repo: string, path: string, worktree: string, cells: Map<string, object>, contested: boolean, hub: boolean,
 *   waiting: object[], edits: number, unleased: number}[]}
 */
export function filesOf(state, now) {
  const files = new Map();
  const at = (repo, path) => {
    const key = keyOf(repo, path);
    if (!files.has(key)) files.set(key, { key, repo, path, worktree: null, hub: isHub(state.fileRules, path), cells: new Map(), sessions: new Set(), waiting: [], edits: 0, unleased: 0 });
    return files.get(key);
  };
  const cell = (file, agent, worktree) => {
    if (!file.cells.has(agent)) file.cells.set(agent, { lease: null, declared: null, denied: null, unleased: 0, edits: 0, worktree });
    file.worktree ??= worktree;
    file.cells.get(agent).worktree ??= worktree;
    return file.cells.get(agent);
  };
  for (const lease of state.leases.values()) {
    const file = at(lease.file.repo, lease.file.path);
    const mark = cell(file, lease.agent, lease.file.worktree);
    mark.lease = lease;
    mark.edits += lease.edits;
    file.edits += lease.edits;
    file.sessions.add(lease.holder.session);
  }
  for (const wanted of declaredFiles(state).values()) {
    for (const { declaration, path } of wanted) {
      const file = at(declaration.repo, path);
      cell(file, declaration.agent, declaration.worktree).declared = declaration;
      file.sessions.add(declaration.holder.session);
    }
  }
  for (const wait of waits(state, now)) {
    const file = at(wait.lease.file.repo, wait.lease.file.path);
    cell(file, wait.agent, wait.worktree).denied = wait;
    file.waiting.push(wait);
  }
  for (const { at: edited, file: place, agent } of state.unleased.values()) {
    if (now - edited >= HOUR_MS) continue;
    const file = at(place.repo, place.path);
    const mark = cell(file, agent ?? '', place.worktree);
    mark.unleased += 1;
    mark.edits += 1;
    file.edits += 1;
    file.unleased += 1;
  }
  return [...files.values()].map(({ sessions, ...file }) => ({ ...file, contested: sessions.size > 1 || file.waiting.length > 0 }));
}

/** The files in groups by folder: groups with contested files first, and those first in their group; hub files last, in one group. */
export function grouped(files) {
  const byFolder = new Map();
  for (const file of files) {
    const [folder, name] = file.hub ? [null, file.path] : folderAndName(file.path);
    const key = file.hub ? `${file.repo}\n\n` : keyOf(file.repo, folder);
    if (!byFolder.has(key)) byFolder.set(key, { key, repo: file.repo, hub: file.hub, folder, files: [] });
    byFolder.get(key).files.push({ ...file, name });
  }
  const words = (a, b) => a.localeCompare(b, 'en', { numeric: true });
  const first = (a, b) => b.contested - a.contested || words(a.path, b.path);
  const found = [...byFolder.values()].map((group) => ({ ...group, contested: group.files.some((file) => file.contested), files: group.files.sort(first) }));
  return found.sort((a, b) => a.hub - b.hub || b.contested - a.contested || words(a.repo, b.repo) || words(a.folder ?? '', b.folder ?? ''));
}

/** One row per asker and file, the latest denial of it, newest first, with how it stands now. */
export function denialRows(state, now) {
  const waiting = waits(state, now);
  const rows = new Map();
  for (const denial of [...state.denials.values()].sort((a, b) => b.at - a.at)) {
    const key = `${denial.holder.session} ${denial.holder.subagent} ${placeOf(denial.lease.file)}`;
    if (!rows.has(key)) rows.set(key, { key, denial });
  }
  const holders = new Map([...state.leases.values()].map((lease) => [placeOf(lease.file), lease]));
  return [...rows.values()].map(({ key, denial }) => {
    const lease = holders.get(placeOf(denial.lease.file)) ?? null;
    const waits = waiting.some((wait) => wait.lease === lease && same(wait.holder, denial.holder));
    return { key, denial, lease, waits, has: lease !== null && same(lease.holder, denial.holder) };
  });
}

/** The repositories that anything is known of, each with its name. */
export function repositories(state) {
  const files = [...state.leases.values(), ...state.unleased.values()].map(({ file }) => file.repo);
  const others = [...state.denials.values()].map(({ lease }) => lease.file.repo);
  return repoNames([...files, ...others, ...[...state.declarations.values()].map(({ repo }) => repo)]);
}

/** The repositories of which more than one worktree is in use. */
export function branched(state, now) {
  const used = new Map();
  const use = ({ repo, worktree }) => used.set(repo, (used.get(repo) ?? new Set()).add(worktree));
  [...state.leases.values(), ...state.unleased.values()].forEach(({ file }) => use(file));
  [...state.declarations.values()].forEach(use);
  waits(state, now).filter((wait) => wait.worktree !== null).forEach(({ lease, worktree }) => use({ repo: lease.file.repo, worktree }));
  return new Set([...used].filter(([, worktrees]) => worktrees.size > 1).map(([repo]) => repo));
}

/** The answer, as a person would say it. */
export function headline(files) {
  const contested = files.filter((file) => file.contested).length;
  const around = files.reduce((sum, file) => sum + file.unleased, 0);
  if (contested > 0) return `${startWord(contested)} ${plural(contested, 'file is', 'files are')} wanted by more than one agent.`;
  if (around > 0) return `Nobody waits; ${startWord(around).toLowerCase()} ${plural(around, 'edit', 'edits')} went around the leases.`;
  return 'Nobody is in anybody’s way.';
}
