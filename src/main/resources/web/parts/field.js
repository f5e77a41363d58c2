// Fields of forms: a label, a control, a hint, and what is wrong, tied together for screen readers.

import { html, useId } from "../core/html.js";
import { Icon } from "./icon.js";

/** `children` draws the control from the attributes that tie it to its label and messages. */
export function Field({ label, hint, error, warning, optional, children }) {
  const id = useId();
  const ties = {
    id,
    "aria-invalid": error ? "true" : undefined,
    "aria-describedby": [hint && `${id}-hint`, error && `${id}-error`, warning && `${id}-warning`].filter(Boolean).join(" ") || undefined,
  };
  return html`<div class="field">
    ${label && html`<label for=${id}>${label}${optional && html` <span class="optional">optional</span>`}</label>`}
    ${children(ties)}
    ${error && html`<p class="error" id="${id}-error"><${Icon} name="warn" size="13" /><span>${error}</span></p>`}
    ${warning && html`<p class="warning" id="${id}-warning">${warning}</p>`}
    ${hint && html`<p class="hint" id="${id}-hint">${hint}</p>`}
  </div>`;
}

export function Text({ label, hint, error, warning, optional, mono, value, onInput, ...rest }) {
  return html`<${Field} ...${{ label, hint, error, warning, optional }}>
    ${(ties) => html`<input class="input ${mono ? "mono" : ""}" autocomplete="off" spellcheck=${false} value=${value ?? ""}
      onInput=${(event) => onInput?.(event.target.value)} ...${ties} ...${rest} />`}
  </${Field}>`;
}

export function Area({ label, hint, error, optional, value, onInput, rows = 4, ...rest }) {
  return html`<${Field} ...${{ label, hint, error, optional }}>
    ${(ties) => html`<textarea class="input mono" rows=${rows} spellcheck=${false} onInput=${(event) => onInput(event.target.value)}
      ...${ties} ...${rest} value=${value ?? ""}></textarea>`}
  </${Field}>`;
}

/** @param {{options: {value: string, label: string}[]}} props */
export function Select({ label, hint, error, optional, options, value, onChange, ...rest }) {
  return html`<${Field} ...${{ label, hint, error, optional }}>
    ${(ties) => html`<select class="input" value=${value ?? ""} onChange=${(event) => onChange(event.target.value)} ...${ties} ...${rest}>
      ${options.map((each) => html`<option value=${each.value} selected=${each.value === (value ?? "")}>${each.label}</option>`)}
    </select>`}
  </${Field}>`;
}

export function Switch({ label, hint, checked, onChange, disabled }) {
  const id = useId();
  return html`<label class="switch"><input type="checkbox" role="switch" checked=${checked} disabled=${disabled}
      aria-labelledby="${id}-label" aria-describedby=${hint && `${id}-hint`} onChange=${(event) => onChange(event.target.checked)} />
    <span><span class="strong" id="${id}-label">${label}</span>${hint && html`<br /><span class="hint" id="${id}-hint">${hint}</span>`}</span></label>`;
}

export function Check({ label, checked, onChange, disabled }) {
  return html`<label class="check"><input type="checkbox" checked=${checked} disabled=${disabled}
    onChange=${(event) => onChange(event.target.checked)} />${label}</label>`;
}

/** One of a few, side by side. */
export function Choice({ label, hidden, options, value, onChange, error }) {
  const name = useId();
  return html`<fieldset class="field group">
    <legend class=${hidden ? "unseen" : ""}>${label}</legend>
    <div><div class="tabs">
      ${options.map((each) => html`<label><input type="radio" name=${name} value=${each.value} checked=${each.value === value}
        onChange=${() => onChange(each.value)} />${each.label}</label>`)}
    </div></div>
    ${error && html`<p class="error">${error}</p>`}
  </fieldset>`;
}
