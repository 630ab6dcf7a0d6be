import { flag, list, number, object, optional, shape, text, time, whole } from './readers.js';

/**
 * The wire's fourth part: what models promise, how they stand, and the live figures. contract.js
 * reads their events, readModels and readFigures the answers of the lists.
 *
 * @typedef {{low: number, high: number}} Span 90 % lie between
 * @typedef {{name: string, value: ?number, low: ?number, high: ?number, unit: string, count: number,
 *   window: string, provenance: string, baseline: ?number, baselineName: ?string,
 *   report: ?number}} Figure `report` = what the report of the predecessor printed, never ours
 * @typedef {{success: number, minutes: Span, tokens: ?Span, kept: number, grade: string,
 *   typicalMinutes: ?number}} Promised
 * @typedef {{champion: string, challenger: string, championAgents: number, challengerAgents: number,
 *   challengerPlayed: boolean}} Trial
 * @typedef {{id: string, family: string, state: string, provenance: string, trainedOn: string,
 *   outcomes: number, created: number, served: ?number, figures: Figure[], digest: string,
 *   bytes: number, note: ?string}} Model
 * @typedef {{champion: string, challenger: string, number: number, disagreements: number,
 *   evidence: number, needed: number, since: number,
 *   guards: {name: string, evidence: number, needed: number}[]}} Canary
 * @typedef {{cards: Model[], pinned: ?string, learned: number, waiting: number, quarantined: number,
 *   drifts: number, recovering: boolean, canary: ?Canary,
 *   probation: ?{predecessor: string, tasks: number, needed: number}, stopped: ?string,
 *   retrained: ?string}} Models `stopped` = why nothing is learned any more
 */
const figure = shape({
  name: ['name', text], value: ['value', optional(number)], low: ['low', optional(number)], high: ['high', optional(number)],
  unit: ['unit', text], count: ['count', whole], window: ['window', text], provenance: ['provenance', text],
  baseline: ['baseline', optional(number)], baselineName: ['baseline_name', optional(text)], report: ['report', optional(number)],
});

export const span = shape({ low: ['low', number], high: ['high', number] });

export const promise = shape({
  success: ['success', number], minutes: ['minutes', span], tokens: ['tokens', optional(span)], kept: ['kept', number],
  grade: ['grade', text], typicalMinutes: ['typical_minutes', optional(number)],
});

export const trial = shape({
  champion: ['champion', text], challenger: ['challenger', text], championAgents: ['champion_agents', whole],
  challengerAgents: ['challenger_agents', whole], challengerPlayed: ['challenger_played', flag],
});

export const card = shape({
  id: ['id', text], family: ['family', text], state: ['state', text], provenance: ['provenance', text],
  trainedOn: ['trained_on', text], outcomes: ['outcomes', number], created: ['created', time], served: ['served', optional(time)],
  figures: ['figures', list(figure)], digest: ['digest', text], bytes: ['bytes', whole], note: ['note', optional(text)],
});

const canary = shape({
  champion: ['champion', text], challenger: ['challenger', text], number: ['number', whole], disagreements: ['disagreements', whole],
  evidence: ['evidence', number], needed: ['needed', number], since: ['since', time],
  guards: ['guards', list(shape({ name: ['name', text], evidence: ['evidence', number], needed: ['needed', number] }))],
});

const models = shape({
  cards: ['cards', list(card)], pinned: ['pinned', optional(text)], learned: ['learned', whole], waiting: ['waiting', whole],
  quarantined: ['quarantined', whole], drifts: ['drifts', whole], recovering: ['recovering', flag], canary: ['canary', optional(canary)],
  probation: ['probation', optional(shape({ predecessor: ['predecessor', text], tasks: ['tasks', whole], needed: ['needed', whole] }))],
  stopped: ['stopped', optional(text)], retrained: ['retrained', optional(text)],
});

/** @returns {Models} of the host's answer */
export const readModels = (answer) => models(answer, 'answer');

/** @returns {Figure[]} of the host's answer, in its order */
export const readFigures = (answer) => list(figure)(object(answer, 'answer').figures, 'answer.figures');
