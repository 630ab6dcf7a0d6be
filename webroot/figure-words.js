import { capital, fixed, short, whole } from './words.js';

/** How the page says a live figure: its name, its value in its unit, and what it means against its baseline. Pure. */
const NAMES = {
  coordination_accuracy: ['Coordination accuracy', 'promises kept: success without a conflict, within the bounds that the decision promised'],
  model_accuracy: ['Model accuracy', 'the grade that the model named came'],
  decision_time: ['Response time', 'from admission to the stored decision'],
  submit_time: ['Time to accept', 'from submission to 202'],
  error_rate: ['Failed or lost', 'of decisions with a known end'],
  host_memory: ['Host memory', 'resident, of this host alone'],
  cache_hit_ratio: ['Cache hits', 'shown only beside a wrong-hit rate'],
  interval_width: ['Width of promises', 'mean of ln(upper / lower bound); narrow is better'],
  commonest_grade: ['Commonest grade', 'a share above its limit tells outcomes apart no more'],
  graded_without_duration: ['Graded without a duration', 'these cannot be lowered for slowness'],
  conflicts_per_100_tasks: ['Conflicts per 100 tasks', 'as agents reported them'],
  edits_prevented: ['Edits prevented by leases', 'denied because somebody else held the file'],
  unleased_edits: ['Unleased edits', 'changes of files that nobody held'],
  tokens_per_decision: ['Tokens per decision', 'as agents reported them'],
  tokens: ['Tokens', 'sum of what agents reported'],
  feature_leaks: ['Feature leaks', 'features of decisions that know what came later'],
};

export const nameOf = (figure) => NAMES[figure.name]?.[0] ?? (figure.name.startsWith('grade_') ? `Grade ${figure.name.slice(6).toUpperCase()}` : capital(figure.name.replaceAll('_', ' ')));

export const meaningOf = (figure) => NAMES[figure.name]?.[1] ?? null;

/** A value in the unit of its figure as [figure, unit]; null stays null. */
export function valueOf({ unit }, value) {
  if (value === null) return null;
  if (unit === 'share') return [fixed(value * 100, 1), '%'];
  return [Math.abs(value) >= 1000 ? whole(Math.round(value)) : short(value), unit];
}

/** A value as text, for labels: 94.7 %. */
export const saidOf = (figure, value) => valueOf(figure, value).join('\u00a0');

/** "53.1 to 68.4", or null where no interval is known. */
export function intervalOf(figure) {
  if (figure.low === null || figure.high === null) return null;
  return `${valueOf(figure, figure.low)[0]} to ${valueOf(figure, figure.high)[0]}`;
}

/** Beyond its limit, or below its baseline by more than chance: [sentence, kind]; null when neither. */
export function warning(figure) {
  const { value, high, baseline, baselineName } = figure;
  if (value === null || baseline === null) return null;
  if (baselineName === 'limit') return value > baseline ? ['above its limit', 'crit'] : null;
  return high !== null && high < baseline ? [`below ${baselineName}`, 'warn'] : null;
}
