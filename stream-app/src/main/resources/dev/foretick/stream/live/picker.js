// A combobox as the ARIA Authoring Practices describe it: the input keeps the focus, arrows move through the list.

const PAUSE = 150;

/** Lets its reader find a series; the server searches, so that there may be any number of them. */
export class Picker {
  #input = document.getElementById('pick');
  #box = document.getElementById('found-box');
  #list = document.getElementById('found');
  #note = document.getElementById('found-note');
  #chosen;
  #current = '';
  #active = -1;
  #timer;
  #search = 0;

  /** @param chosen called with the id of a series that was picked */
  constructor(chosen) {
    this.#chosen = chosen;
    this.#input.addEventListener('input', () => this.#searchSoon());
    this.#input.addEventListener('focus', () => this.#input.select());
    this.#input.addEventListener('click', () => this.#show(''));
    this.#input.addEventListener('keydown', event => this.#key(event));
    this.#input.addEventListener('blur', () => this.#close());
    // Not a blur of the input before the click on an option.
    this.#box.addEventListener('pointerdown', event => event.preventDefault());
    this.#list.addEventListener('click', event => {
      const option = event.target.closest('[role=option]');
      if (option) this.#pick(option);
    });
  }

  /** Says which series is shown. */
  show(id) {
    this.#current = id;
    this.#input.value = id;
  }

  /** The series that were active last, or null if the server does not say. */
  static async recent() {
    return Picker.#find('');
  }

  static async #find(text) {
    try {
      const response = await fetch(`live/series?q=${encodeURIComponent(text)}`);
      return response.ok ? await response.json() : null;
    } catch {
      return null;
    }
  }

  #searchSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#show(this.#input.value.trim()), PAUSE);
  }

  async #show(text) {
    const search = ++this.#search;
    const answer = await Picker.#find(text);
    if (search !== this.#search || document.activeElement !== this.#input) return;
    this.#list.replaceChildren(...(answer?.series ?? []).map((id, place) => this.#option(id, place)));
    this.#note.textContent = this.#noteOn(answer, text);
    this.#box.hidden = false;
    this.#input.setAttribute('aria-expanded', 'true');
    this.#activate(-1);
  }

  #option(id, place) {
    const option = document.createElement('li');
    option.id = `found-${place}`;
    option.role = 'option';
    option.dir = 'auto';
    option.textContent = id;
    option.setAttribute('aria-selected', String(id === this.#current));
    return option;
  }

  #noteOn(answer, text) {
    if (!answer) return 'The server does not answer just now.';
    if (answer.matching === 0) {
      return text ? `None of ${answer.searched} series has this in its name.` : 'There are no series yet.';
    }
    const of = answer.matching > answer.series.length ? `${answer.series.length} of ${answer.matching}` : `${answer.matching}`;
    return text ? `${of} found, by name` : `${of} series, the most recent first`;
  }

  #key(event) {
    const options = this.#list.children;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (this.#box.hidden) {
        this.#show('');
      } else if (options.length > 0) {
        const step = event.key === 'ArrowDown' ? 1 : -1;
        this.#activate((this.#active + step + options.length + (this.#active < 0 && step < 0 ? 1 : 0)) % options.length);
      }
    } else if (event.key === 'Enter' && !this.#box.hidden && options.length > 0) {
      event.preventDefault();
      this.#pick(options[Math.max(0, this.#active)]);
    } else if (event.key === 'Escape') {
      this.#close();
    }
  }

  #activate(place) {
    this.#active = place;
    [...this.#list.children].forEach((option, at) => option.classList.toggle('active', at === place));
    const option = this.#list.children[place];
    if (option) {
      this.#input.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({ block: 'nearest' });
    } else {
      this.#input.removeAttribute('aria-activedescendant');
    }
  }

  #pick(option) {
    const id = option.textContent;
    this.#current = id;
    this.#chosen(id);
    this.#close();
    this.#input.select();
  }

  #close() {
    clearTimeout(this.#timer);
    this.#search++;
    this.#box.hidden = true;
    this.#input.setAttribute('aria-expanded', 'false');
    this.#input.removeAttribute('aria-activedescendant');
    this.#input.value = this.#current;
  }
}
