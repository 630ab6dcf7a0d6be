import { flag, list, optional, shape, text, time, whole } from './readers.js';

/**
 * The wire's second half: who holds, wants, was denied or edited which file, and what a person
 * should look at. contract.js reads the messages, these are the things in them.
 *
 * @typedef {{repo: string, worktree: string, path: string}} File
 * @typedef {{session: string, subagent: ?string}} Holder
 * @typedef {{id: string, file: File, holder: Holder, agent: string, taskId: ?string,
 *   intent: ?string, fence: number, grantedAt: number, renewedAt: number, until: number,
 *   heldAtMost: number, lent: boolean, edits: number}} Lease
 * @typedef {{id: string, at: number, holder: Holder, agent: string, worktree: ?string, lease: Lease,
 *   denials: number}} Denial `worktree` = of who asked, `denials` = how often in a row
 * @typedef {{id: string, at: number, file: File, holder: ?Holder, agent: ?string}} UnleasedEdit
 * @typedef {{id: string, repo: string, worktree: string, holder: Holder, agent: string,
 *   taskId: ?string, intent: ?string, readOnly: boolean,
 *   files: {path: string, lines: {from: number, to: number}[]}[], state: string, at: number,
 *   until: ?number}} Declaration
 * @typedef {{id: string, kind: string, at: number, lastAt: number, count: number, repo: ?string,
 *   agent: ?string, text: string, reviewedAt: ?number}} Notice
 */

const file = shape({ repo: ['repo', text], worktree: ['worktree', text], path: ['path', text] });

const holder = shape({ session: ['session', text], subagent: ['subagent', optional(text)] });

/** What the host names by no id gets one from what it says, so that folding it twice changes nothing. */
const named = (read, idOf) => (value, path) => {
  const item = read(value, path);
  return { id: idOf(item), ...item };
};

export const lease = shape({
  id: ['id', text], file: ['file', file], holder: ['holder', holder], agent: ['agent', text],
  taskId: ['task_id', optional(text)], intent: ['intent', optional(text)], fence: ['fence', whole],
  grantedAt: ['granted_at', time], renewedAt: ['renewed_at', time], until: ['until', time],
  heldAtMost: ['held_at_most', time], lent: ['lent', flag], edits: ['edits', whole],
});

export const denial = named(shape({
  at: ['at', time], holder: ['holder', holder], agent: ['agent', text],
  worktree: ['worktree', optional(text)], lease: ['lease', lease],
  denials: ['denials', whole],
}), ({ at, holder: asker, lease: blocking }) => `${at} ${asker.session} ${asker.subagent} ${blocking.id}`);

export const unleasedEdit = named(shape({
  at: ['at', time], file: ['file', file], holder: ['holder', optional(holder)],
  agent: ['agent', optional(text)],
}), ({ at, file: { worktree, path } }) => `${at} ${worktree} ${path}`);

export const declaration = shape({
  id: ['id', text], repo: ['repo', text], worktree: ['worktree', text],
  holder: ['holder', holder], agent: ['agent', text], taskId: ['task_id', optional(text)],
  intent: ['intent', optional(text)], readOnly: ['read_only', flag],
  files: ['files', list(shape({
    path: ['path', text], lines: ['lines', list(shape({ from: ['from', whole], to: ['to', whole] }))],
  }))],
  state: ['state', text], at: ['at', time], until: ['until', optional(time)],
});

export const notice = shape({
  id: ['id', text], kind: ['kind', text], at: ['at', time], lastAt: ['last_at', time],
  count: ['count', whole], repo: ['repo', optional(text)], agent: ['agent', optional(text)],
  text: ['text', text], reviewedAt: ['reviewed_at', optional(time)],
});
