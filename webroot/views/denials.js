import { h } from '../dom.js';
import { fileLink, folderAndName, wholePath, worktreeName } from '../places.js';
import { clock, plural, span, whole } from '../words.js';
import { badge, figure, panel, quiet } from './figures.js';

/** Who asked, who holds, since when and how often: one row per asker and file, newest first. */
const LISTED = 8;

/** From so many denials in a row on, the host told the asker exactly what to do. */
const TOLD = 3;

/** How it stands with the file now, in words; pure. */
export function stands({ denial, lease, has, waits }, now) {
  if (has) return 'has it now';
  if (lease === null) return `free again, ${denial.lease.agent} had it`;
  const told = waits && denial.denials >= TOLD ? ', told exactly what to do' : '';
  return `held by ${lease.agent} for ${span(now - lease.grantedAt)}${told}`;
}

/** The rows in the order to show them: while a person is in the list, new ones wait behind it. */
export function ordered(rows, before, busy) {
  if (!busy) return { rows, waiting: 0 };
  const known = rows.filter((row) => before.includes(row.key)).sort((a, b) => before.indexOf(a.key) - before.indexOf(b.key));
  return { rows: known, waiting: rows.length - known.length };
}

export function denialList(rows, waiting, names, now) {
  if (rows.length === 0 && waiting === 0) return panel('Denials', null, quiet('No edit was denied.'));
  return panel('Denials', 'newest first',
    waiting > 0 && h('p', { class: 'newer', role: 'status' }, `${whole(waiting)} new, shown when you leave the list.`),
    h('ul', { class: 'rows' }, rows.slice(0, LISTED).map((row) => line(row, names, now))),
    rows.length > LISTED && h('footer', null, `${whole(rows.length - LISTED)} older ${plural(rows.length - LISTED, 'one is', 'ones are')} not listed.`));
}

function line(row, names, now) {
  const { denial } = row;
  const { repo, worktree, path } = denial.lease.file;
  const often = denial.denials > 1 ? badge(figure(denial.denials, 'measured', { unit: 'times' }), row.waits ? 'warn' : '') : null;
  return h('li', { class: 'denial', 'data-key': row.key },
    h('time', { class: 'muted', datetime: new Date(denial.at).toISOString() }, clock(denial.at, now, true)),
    h('span', null, h('b', { class: 'strong' }, denial.agent), denial.holder.subagent && h('span', { class: 'muted' }, ` ${denial.holder.subagent}`),
      (denial.worktree ?? worktree) !== worktree && h('span', { class: 'muted', title: denial.worktree }, ` in worktree ${worktreeName(denial.worktree)}`), ' ',
      h('a', { class: 'file', href: fileLink(path, names.size > 1 ? names.get(repo) : null), 'data-row': true }, h('code', null, folderAndName(path)[1]), h('span', { class: 'whole' }, wholePath(worktree, path))), ' ',
      h('span', { class: 'soft' }, stands(row, now))),
    often);
}
