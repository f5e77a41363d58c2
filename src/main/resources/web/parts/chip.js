// Small words: states, methods, and filters that show what they are set to.

import { html, useState } from "../core/html.js";
import { words } from "../core/format.js";
import { Icon } from "./icon.js";
import { Button, usePop } from "./button.js";
import { Text } from "./field.js";

const LOOKS = {
  active: "good", alive: "good", delivered: "good", live: "good", done: "good", sent: "good", ready: "good",
  failed: "bad", auto_disabled: "bad", refused: "bad", given_up: "bad", expired: "bad", dead: "bad",
  waiting: "warn", running: "warn", paused: "warn", draining: "warn",
};

/** A dot and a word: never the colour alone. */
export function State({ of, text }) {
  return html`<span class="state ${LOOKS[of] ?? "hollow"}">${text ?? words(of)}</span>`;
}

export const Method = ({ of }) => html`<span class="tag method">${of}</span>`;
export const Tag = ({ children }) => html`<span class="tag">${children}</span>`;

/** A filter: dashed while it is not set; set it shows its value and a way to clear it. */
export function Filter({ label, shown, onClear, children }) {
  const { open, setOpen, box } = usePop();
  const set = shown !== undefined && shown !== "";
  return html`<div class="chip ${set ? "set" : ""}" ref=${box}>
    <button type="button" aria-expanded=${open ? "true" : "false"} onClick=${() => setOpen(!open)}>
      ${!set && html`<${Icon} name="plus" size="12" />`}<span class="cut">${label}${set ? html`: <b>${shown}</b>` : ""}</span></button>
    ${set && html`<button type="button" class="clear" aria-label="Clear ${label}" onClick=${onClear}><${Icon} name="close"
        size="12" /></button>`}
    ${open && html`<div class="pop">${children(() => setOpen(false))}</div>`}
  </div>`;
}

export function OneOf({ label, value, options, onChange }) {
  const shown = options.find((each) => each.value === value)?.label ?? value;
  return html`<${Filter} label=${label} shown=${value && shown} onClear=${() => onChange("")}>
    ${(close) => html`<div class="options">${options.map((each) => html`<button type="button"
        aria-pressed=${each.value === value ? "true" : "false"}
      onClick=${() => { onChange(each.value); close(); }}>${each.label}</button>`)}</div>`}
  </${Filter}>`;
}

export function Contains({ label, value, onChange, hint, type }) {
  return html`<${Filter} label=${label} shown=${value} onClear=${() => onChange("")}>
    ${(close) => html`<${Entry} ...${{ label, value, hint, type, onChange, close }} />`}
  </${Filter}>`;
}

function Entry({ label, value, hint, type, onChange, close }) {
  const [text, setText] = useState(value ?? "");
  const apply = (event) => {
    event.preventDefault();
    onChange(text.trim());
    close();
  };
  return html`<form class="stack tight" onSubmit=${apply}>
    <${Text} label=${label} hint=${hint} type=${type} value=${text} onInput=${setText} autofocus />
    <div><${Button} type="submit" small kind="main">Apply</${Button}></div>
  </form>`;
}
