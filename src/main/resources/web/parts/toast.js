// Short news at the corner, also told to screen readers. They go by themselves; troubles stay longer.

import { html, signal } from "../core/html.js";
import { Icon } from "./icon.js";

const MOST = 3;
const news = signal([]);
let number = 0;

export function say(text, { bad = false } = {}) {
  const one = { id: ++number, text, bad };
  news.value = [...news.value, one].slice(-MOST);
  setTimeout(() => drop(one.id), bad ? 9000 : 4000);
}

const drop = (id) => { news.value = news.value.filter((each) => each.id !== id); };

/** Runs what may be refused, and says so when it was. Resolves to undefined then. */
export async function attempt(work, done) {
  try {
    const result = await work();
    if (done) say(done);
    // An answer without a body is a success too.
    return result || true;
  } catch (failure) {
    say(failure.message, { bad: true });
    return undefined;
  }
}

export function Toasts() {
  return html`<div class="toasts" role="status" aria-live="polite">
    ${news.value.map((each) => html`<div class="toast" key=${each.id}>
      <${Icon} name=${each.bad ? "warn" : "check"} /><span>${each.text}</span>
      <button type="button" aria-label="Dismiss" onClick=${() => drop(each.id)}><${Icon} name="close" size="14" /></button></div>`)}
  </div>`;
}
