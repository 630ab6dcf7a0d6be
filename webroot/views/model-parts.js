import { h, s } from '../dom.js';
import { intervalOf, nameOf, saidOf, valueOf } from '../figure-words.js';
import { bytes, clock, short, whole } from '../words.js';
import { badge, figure, measure } from './figures.js';

/** What a model card says, the bar of a test, and the words of each question about models. */
const STATES = { champion: 'line', challenger: 'info', candidate: '', retired: '' };

export const stateBadge = ({ state }) => badge(state, STATES[state] ?? '');

export function aboutCard(card, now) {
  const row = (name, value) => [h('dt', null, name), h('dd', null, value)];
  return [
    h('div', { class: 'row wrap' }, stateBadge(card), h('code', null, card.id)),
    h('dl', { class: 'kv' },
      row('Family', card.family), row('Trained on', card.trainedOn), row('Outcomes', [figure(whole(Math.round(card.outcomes)), card.provenance), h('span', { class: 'muted' }, ' older ones count less')]),
      row('Made', clock(card.created, now)), row('Served last', card.served === null ? 'never' : `since ${clock(card.served, now)}`),
      card.figures.map((one) => row(nameOf(one), [measure(valueOf(one, one.value), one.window, one.provenance), intervalOf(one) && h('span', { class: 'muted' }, ` ${intervalOf(one)}`),
        one.baseline !== null && h('span', { class: 'muted' }, ` ${one.baselineName} ${saidOf(one, one.baseline)}`)])),
      row('File', [measure(bytes(card.bytes)), h('span', { class: 'muted', title: card.digest }, ' SHA-256 ', h('code', null, card.digest.slice(0, 12)), '…')]),
      card.note !== null && row('Last', card.note))];
}

const HEIGHT = 44;
const LINE = 12;

/** Where evidence stands between 1/needed and needed, in per cent of a logarithmic line; pure. */
export function place(evidence, needed) {
  const share = (Math.log(Math.max(evidence, Number.MIN_VALUE)) / Math.log(needed) + 1) / 2;
  return 100 * Math.min(1, Math.max(0, share));
}

/** A bar from 1, which is no evidence, toward what is needed. */
export function evidenceBar(evidence, needed, what, kind) {
  const at = place(evidence, needed);
  return s('svg', { class: `chart evidence ${kind}`, height: HEIGHT, role: 'img', 'aria-label': `${short(evidence)} of ${short(needed)} that ${what}` },
    s('rect', { class: 'barbg', x: 0, y: LINE - 5, width: '100%', height: 10, rx: 3 }),
    s('rect', { class: evidence < 1 ? 'reached less' : 'reached', x: `${Math.min(50, at).toFixed(2)}%`, y: LINE - 5, width: `${Math.abs(at - 50).toFixed(2)}%`, height: 10 }),
    s('line', { class: 'base', x1: '50%', x2: '50%', y1: LINE - 8, y2: LINE + 9 }),
    s('circle', { class: 'pt now', cx: `${at.toFixed(2)}%`, cy: LINE, r: 5 }),
    s('text', { class: 'tick', x: 0, y: LINE + 26 }, `1/${short(needed)}`), s('text', { class: 'tick m', x: '50%', y: LINE + 26 }, '1, no evidence'),
    s('text', { class: 'tick e', x: '100%', y: LINE + 26 }, `${what} at ${short(needed)}`));
}

/** The question before a model is switched: its title, what happens, the words of its button; null for one that is over. Pure. */
export function modelQuestion(models, asked) {
  const [about, verb, id] = (asked ?? '').split(' ');
  if (about !== 'model' || models === null) return null;
  const champion = models.cards.find((card) => card.state === 'champion');
  if (verb === 'promote') return promotion(models, champion, models.cards.find((card) => card.id === id && card.state !== 'champion'));
  if (!champion) return null;
  if (verb === 'rollback') {
    return { title: ['Roll back from ', champion.id, '?'], button: 'Roll back', progress: 'Rolling back…', lines: [
      'Who served before this one, a model or the heuristic, serves again from the next decision on.',
      `Decisions that ${champion.id} made stay as they are, with what it promised.`] };
  }
  if (verb === 'pin' && models.pinned === null) {
    return { title: ['Pin ', champion.id, '?'], button: 'Pin', progress: 'Pinning…', lines: [
      'It stays the champion: no canary begins until it is unpinned.', 'Nothing is fitted into it meanwhile.'] };
  }
  return verb === 'unpin' && models.pinned !== null ? { title: ['Unpin ', champion.id, '?'], button: 'Unpin', progress: 'Unpinning…', lines: [
    'It learns from outcomes again, and challengers are compared with it.'] } : null;
}

function promotion({ canary }, champion, card) {
  if (!card) return null;
  const compared = canary !== null && canary.challenger === card.id;
  return { title: ['Promote ', card.id, '?'], button: 'Promote', progress: 'Promoting…', lines: [
    'It serves at once: the next decision is its own.',
    compared ? `Its evidence is ${short(canary.evidence)} of the ${short(canary.needed)} at which it would be promoted by itself.` : 'No comparison shows that it is better than the champion.',
    champion ? `${champion.id} stays kept; Roll back returns to it.` : 'No model serves now, so it replaces the heuristic.'] };
}
