// What was observed beside what was forecast of it: of each observation `due` holds low, middle and high for each lead.

/** x, actual, low, middle, high of the forecast, and low, middle, high of what was forecast before. */
export function columns(shown, forecast, model, place) {
  const newest = shown.at(-1).number;
  const data = Array.from({ length: 8 }, () => []);
  const row = (x, ...rest) => [x, ...rest].forEach((cell, column) => data[column].push(cell));
  const from = place * 3;
  for (const { number, values, due } of shown) {
    row(number - newest, values[0], null, null, null, due[from], due[from + 1], due[from + 2]);
  }
  if (forecast) {
    // From the last value that it knows, so that the band opens where the past ends.
    const base = data[0].indexOf(forecast.after - newest);
    if (base >= 0) for (const column of [2, 3, 4]) data[column][base] = data[1][base];
    model.steps.forEach((step, at) => {
      const x = forecast.after - newest + step;
      const bounds = forecast.bounds.slice(at * 3, at * 3 + 3);
      const known = data[0].indexOf(x);
      if (known >= 0) bounds.forEach((bound, column) => { data[2 + column][known] = bound; });
      else if (x > 0) row(x, null, ...bounds, null, null, null);
    });
  }
  return data;
}

/** Over what is on the chart: how many forecasts of a lead met their values, and how far off they and the naive ones were. */
export function outcome(shown, lead, place) {
  const from = place * 3;
  let count = 0, inside = 0, error = 0, naive = 0;
  shown.forEach(({ values: [actual], due }, now) => {
    const [low, middle, high] = due.slice(from, from + 3);
    if (middle == null || now < lead) return;
    count++;
    if (low <= actual && actual <= high) inside++;
    error += Math.abs(actual - middle);
    naive += Math.abs(actual - shown[now - lead].values[0]);
  });
  return { count, inside, error, naive };
}
