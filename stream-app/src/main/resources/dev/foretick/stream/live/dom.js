// The elements of the page, by their ids.

export const at = id => document.getElementById(id);

/** Lets an element say something, which readers of the screen hear of only if it is new. */
export function say(id, words) {
  if (at(id).textContent !== words) at(id).textContent = words;
}

export function show(id, shown) {
  at(id).hidden = !shown;
}

export function element(name, className, words) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = words;
  return made;
}
