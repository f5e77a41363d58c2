// Names and values, one a line: headers, query parameters, parameters of a token server.

import { html } from "../core/html.js";
import { Button } from "../parts/button.js";
import { Check, Text } from "../parts/field.js";
import { Template } from "../parts/template.js";
import { useErrors } from "./errors.js";

/** @param {{pointer: string, what: string, rows: {name: string, value: string, secret?: boolean}[], secrets?: boolean, plain?: boolean}} props */
export function Rows({ pointer, what, rows, onChange, secrets, plain, suggestions }) {
  const set = (i, changes) => onChange(rows.map((row, n) => (n === i ? { ...row, ...changes } : row)));
  const add = (row = { name: "", value: "" }) => onChange([...rows, secrets ? { secret: false, ...row } : row]);
  const { error } = useErrors(`${pointer}#`);
  return html`<div class="stack tight">
    ${rows.map((row, i) => html`<${Row} key=${i} ...${{ pointer: `${pointer}/${i}`, what: `${what} ${i + 1}`, row, secrets, plain }}
      onSet=${(changes) => set(i, changes)} onDrop=${() => onChange(rows.filter((_, n) => n !== i))} />`)}
    ${error && html`<p class="error">${error}</p>`}
    <div class="line"><${Button} small icon="plus" onClick=${() => add()}>Add ${what.toLowerCase()}</${Button}>
      ${suggestions?.filter((each) => !rows.some((row) => row.name === each.name)).map((each) => html`<${Button} small kind="quiet"
          onClick=${() => add(each)}>${each.label}</${Button}>`)}</div>
  </div>`;
}

function Row({ pointer, what, row, secrets, plain, onSet, onDrop }) {
  const name = useErrors(`${pointer}/name`);
  const value = useErrors(`${pointer}/value`, `${pointer}/secret`);
  const Value = plain || row.secret ? Text : Template;
  return html`<div class="pair ${secrets ? "secret" : ""}">
    <${Text} aria-label="${what}: name" placeholder="Name" value=${row.name} onInput=${(text) => onSet({ name: text })} ...${name} />
    <${Value} label=${Value === Template ? `${what}: value` : undefined} aria-label="${what}: value" hidden placeholder="Value" mono
        value=${row.value} onInput=${(text) => onSet({ value: text })} ...${value}
      type=${row.secret && !row.value.includes("•") ? "password" : "text"} autocomplete="off" />
    ${secrets && html`<${Check} label="secret" checked=${row.secret ?? false} onChange=${(secret) => onSet({ secret })} />`}
    <${Button} icon="close" label="Remove ${what.toLowerCase()}" kind="quiet" onClick=${onDrop} />
  </div>`;
}
