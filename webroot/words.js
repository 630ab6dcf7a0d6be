/** How the page says numbers, times and classes; pure. */
const WORDS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve'];
const THIN_SPACE = '\u2009';
const MINUS = '\u2212';

/** A count at the start of a sentence: "Three", from 13 on "13". */
export const startWord = (n) => WORDS[n] ?? whole(n);

/** The start of a sentence, without its full stop; a file keeps its name as it is. */
export const capital = (words) =>
  (/^\S*[./\\]\S/.test(words) ? words.charAt(0) : words.charAt(0).toUpperCase()) + words.slice(1).replace(/\.$/, '');

export const plural = (n, one, many = `${one}s`) => (n === 1 ? one : many);

/** 12 345 with thin spaces. */
export const whole = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, THIN_SPACE);

/** At most three significant digits, without trailing zeros, with a real minus sign. */
export const short = (x) => String(Number(x.toPrecision(3))).replace('-', MINUS);

/** Fixed places, for columns; `signed` writes the plus. */
export const fixed = (x, places, signed = false) =>
  `${x < 0 ? MINUS : signed ? '+' : ''}${Math.abs(x).toFixed(places)}`;

/** A probability as .82, 1 as 1. */
export const odds = (p) => (p >= 0.995 ? '1' : p.toFixed(2).replace(/^0/, ''));

/** Countdowns and waits: 0:42, 8:12, 1:02:10. */
export function span(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (n) => String(n).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** A measured duration as [figure, unit]: 240 ms, 3.4 s, 2.4 min, 5.1 h. */
export function duration(ms) {
  if (ms < 1000) return [short(ms), 'ms'];
  if (ms < 90_000) return [short(ms / 1000), 's'];
  return ms < 5_400_000 ? [short(ms / 60_000), 'min'] : [short(ms / 3_600_000), 'h'];
}

/** Bytes as [figure, unit]. */
export function bytes(n) {
  if (n < 1e6) return [short(n / 1e3), 'kB'];
  return n < 1e9 ? [short(n / 1e6), 'MB'] : [short(n / 1e9), 'GB'];
}

/** 24 h local time; the date only when it is not the day of `now`. */
export function clock(at, now, seconds = false) {
  const time = new Date(at).toTimeString().slice(0, seconds ? 8 : 5);
  const day = (ms) => new Date(ms).toDateString();
  return day(at) === day(now) ? time : `${day(at).slice(4, 10)}, ${time}`;
}

/** The coordination class of n agents. */
export const classOf = (n) =>
  n <= 1 ? 'critical' : n === 2 ? 'suboptimal' : n === 3 ? 'moderate' : n <= 5 ? 'efficient' : 'optimal';

/** What a result means for a person; an unknown word stays as the host wrote it. */
const RESULTS = { handed_back: 'handed back', predecessor: 'earlier task missing', unclaimed: 'not claimed' };
export const resultWord = (result) => RESULTS[result] ?? result.replaceAll('_', ' ');

/** "1, 3 and 4–8" of sorted whole numbers. */
export function ranges(numbers) {
  const runs = [];
  for (const n of numbers) {
    if (runs.length > 0 && runs.at(-1).at(-1) === n - 1) runs.at(-1).push(n);
    else runs.push([n]);
  }
  const words = runs.flatMap((run) =>
    run.length > 2 ? [`${run[0]}\u2013${run.at(-1)}`] : run.map(String));
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
