import { intentOf } from '../contention.js';
import { h, s } from '../dom.js';
import { fileLink, wholePath, worktreeName } from '../places.js';
import { clock, plural, span, whole } from '../words.js';
import { answer, askButton } from './controls.js';
import { figure, panel, quiet, table } from './figures.js';

/** Every lease, longest held first, with what is left of it. */
const LISTED = 60;

/** The last fifth of a time is amber. */
const LITTLE = 0.2;

const COLUMNS = [{ label: 'File' }, { label: 'Holder' }, { label: 'Intent', hide: true }, { label: 'Ends in' },
  { label: 'Held', num: true }, { label: 'Fence', num: true, hide: true }, { label: 'Action', num: true, quiet: true }];

/** What is left of a lease, as time and share, and whether its longest hold is nearly over; pure. */
export function leftOf(lease, now) {
  const left = Math.max(0, lease.until - now);
  const share = Math.min(1, left / Math.max(1, lease.until - lease.renewedAt));
  const worn = lease.heldAtMost - now < LITTLE * (lease.heldAtMost - lease.grantedAt);
  return { left, share, low: share < LITTLE, worn };
}

/** The leases to list: longest held first, those that block somebody never left out; pure. */
export function listed(leases, byLease) {
  const sorted = [...leases].sort((a, b) => a.grantedAt - b.grantedAt || (a.id < b.id ? -1 : 1));
  const late = sorted.slice(LISTED).filter((lease) => byLease.has(lease.id));
  return [...sorted.slice(0, LISTED), ...late];
}

export function leaseTable(state, { leases, byLease, names, branched, now, route }) {
  if (leases.length === 0) return panel('Leases', null, quiet('No file is held now.'));
  const rows = listed(leases, byLease);
  return h('section', { class: 'panel leases', 'aria-label': 'Leases', 'data-key': 'Leases' },
    h('header', null, h('h2', null, 'Leases'), h('span', { class: 'meta' }, figure(whole(leases.length)), ' held, longest held first')),
    table('Leases', COLUMNS, rows.map((lease) => ({ key: lease.id, current: lease.file.path === route.query.file,
      cells: cells(state, lease, byLease.get(lease.id) ?? [], { names, branched, now }) }))),
    h('footer', null, h('span', null, 'A lease is renewed only by a successful edit of that file. Release asks first and tells the holder at its next call.'),
      leases.length > rows.length && h('span', null, `${whole(leases.length - rows.length)} more are not listed.`)));
}

function cells(state, lease, waiting, { names, branched, now }) {
  const { repo, worktree, path } = lease.file;
  const { left, share, low, worn } = leftOf(lease, now);
  const intent = intentOf(state, lease);
  return [
    h('span', { class: 'two' }, h('a', { class: 'file', href: fileLink(path, names.size > 1 ? names.get(repo) : null), 'data-row': true },
      h('code', null, path), h('span', { class: 'whole' }, wholePath(worktree, path))),
    (names.size > 1 || branched.has(repo)) && h('span', { class: 'muted', title: worktree },
      names.size > 1 && names.get(repo), names.size > 1 && branched.has(repo) && ', ', branched.has(repo) && `worktree ${worktreeName(worktree)}`)),
    h('span', { class: 'two' }, lease.agent, (lease.holder.subagent || waiting.length > 0) && h('span', { class: waiting.length > 0 ? 'warn' : 'muted' },
      lease.holder.subagent && `sub-agent ${lease.holder.subagent}${lease.lent ? ', lent' : ''}${waiting.length > 0 ? '; ' : ''}`,
      waiting.length > 0 && `${waiting.map((wait) => wait.agent).join(', ')} ${plural(waiting.length, 'waits', 'wait')}`)),
    intent === null ? h('span', { class: 'muted' }, 'not said') : h('span', { class: 'soft clip wide', title: intent }, intent),
    h('span', { class: 'row' }, s('svg', { width: 56, height: 4, 'aria-hidden': 'true' }, s('rect', { class: 'barbg', width: 56, height: 4, rx: 2 }),
      s('rect', { class: low ? 'barfill low' : 'barfill', width: (56 * share).toFixed(1), height: 4, rx: 2 })), figure(span(left))),
    h('span', { class: worn ? 'warn' : null, title: `since ${clock(lease.grantedAt, now, true)}, at most until ${clock(lease.heldAtMost, now, true)}` }, figure(span(now - lease.grantedAt))),
    h('span', { class: 'muted' }, figure(whole(lease.fence))),
    h('span', { class: 'end' }, askButton(state, { id: lease.id, label: 'Release', progress: 'Releasing…', kind: waiting.length > 0 ? 'danger' : 'ghost', about: `Release ${path}, asks first` }), answer(state, lease.id)),
  ];
}
