// Texts of machines: shown as text whatever they hold, to be copied by a click.

import { html } from "../core/html.js";
import { pretty, shortId } from "../core/format.js";
import { Button } from "./button.js";
import { say } from "./toast.js";

export async function copy(text, what = "Copied") {
  try {
    await navigator.clipboard.writeText(text);
    say(what);
  } catch {
    say("The browser does not let this page copy. Mark the text and copy it by hand.", { bad: true });
  }
}

export function Code({ text, label = "Code", raw, children }) {
  const shown = raw ? text : pretty(text);
  return html`<div class="code"><pre tabindex="0" role="region" aria-label=${label}>${children ?? shown}</pre>
    <${Button} small kind="quiet" icon="copy" label="Copy ${label.toLowerCase()}"
        onClick=${() => copy(shown, `${label} copied`)} /></div>`;
}

export function Id({ of, whole }) {
  return html`<button type="button" class="id" title="${of} – click to copy" aria-label="Copy ${of}"
    onClick=${(event) => { event.stopPropagation(); copy(of, "Id copied"); }}>${whole ? of : shortId(of)}</button>`;
}

/** Headers as lines; those of a profile can be told from ours. */
export function Headers({ of }) {
  return html`<dl class="headers">${of.map((each) => html`<div><dt>${each.name}: </dt><dd>${each.value}</dd></div>`)}</dl>`;
}
