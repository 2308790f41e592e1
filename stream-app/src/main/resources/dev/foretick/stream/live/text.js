// Numbers and times as people read them; the same places behind the point throughout a chart.

const THIN = '\u202f';

/** Places behind the point that tell values of such a spread apart. */
export function placesFor(low, high) {
  const spread = Math.max(high - low, Math.max(Math.abs(low), Math.abs(high)) * 1e-4);
  if (!(spread > 0)) return 2;
  return Math.min(8, Math.max(0, 3 - Math.floor(Math.log10(spread))));
}

/** Places behind the point that a step such as 2.5 has. */
export function placesOf(step) {
  for (let places = 0; places < 8; places++) {
    const scaled = step * 10 ** places;
    if (Math.abs(scaled - Math.round(scaled)) < 1e-6 * scaled) return places;
  }
  return 8;
}

const formats = new Map();

function format(key, options) {
  let made = formats.get(key);
  if (!made) {
    made = new Intl.NumberFormat('en', options);
    formats.set(key, made);
  }
  return made;
}

/** A value with so many places, thousands apart by a thin space. */
export function value(number, places) {
  if (number == null || !Number.isFinite(number)) return '–';
  if (Math.abs(number) >= 1e9 || (number !== 0 && Math.abs(number) < 1e-6)) return number.toPrecision(5);
  return format(`f${places}`, { minimumFractionDigits: places, maximumFractionDigits: places })
    .format(number).replaceAll(',', THIN);
}

/** A count or a rate in few digits. */
export function count(number) {
  if (number == null) return '–';
  const places = number > 0 && number < 10 ? 1 : 0;
  return format(`c${places}`, { maximumFractionDigits: places }).format(number).replaceAll(',', THIN);
}

/** A measure in four digits. */
export function measure(number) {
  if (number == null) return '–';
  return format('m', { maximumSignificantDigits: 4, minimumSignificantDigits: 4 }).format(number).replaceAll(',', THIN);
}

export function percent(share, places = 1) {
  return share == null ? '–' : `${format(`f${places}`, { minimumFractionDigits: places, maximumFractionDigits: places }).format(share * 100)}${THIN}%`;
}

export function signedPercent(share) {
  if (share == null) return '–';
  const text = percent(Math.abs(share));
  return (share < 0 ? '\u2212' : '+') + text;
}

export function millis(number) {
  if (number == null) return '–';
  if (number >= 10_000) return `${count(number / 1000)}${THIN}s`;
  if (number >= 1000) return `${(number / 1000).toFixed(1)}${THIN}s`;
  return `${number < 10 ? number.toFixed(1) : Math.round(number)}${THIN}ms`;
}

/** A number of steps of a forecast. */
export function steps(number) {
  return `${number} ${number === 1 ? 'step' : 'steps'}`;
}

const UNITS = [['d', 86_400_000], ['h', 3_600_000], ['min', 60_000], ['s', 1000], ['ms', 1]];

/** A span of milliseconds in its largest whole unit. */
export function span(number) {
  const [unit, size] = UNITS.find(([, of]) => number >= of && number % of === 0) ?? ['ms', 1];
  return `${value(number / size, 0)}${THIN}${unit}`;
}

/** A moment in UTC, to the millisecond where that is not zero, and to the minute where bars are so long. */
export function time(epochMillis, apart) {
  if (epochMillis == null) return '';
  const iso = new Date(epochMillis).toISOString();
  const end = epochMillis % 1000 !== 0 ? 23 : apart % 60_000 !== 0 || epochMillis % 60_000 !== 0 ? 19 : 16;
  return `${iso.slice(0, 10)} ${iso.slice(11, end)} UTC`;
}
