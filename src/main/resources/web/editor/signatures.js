// Signatures in headers of one's own, for receivers that check them in another way than Standard Webhooks.

import { html } from "../core/html.js";
import { Button } from "../parts/button.js";
import { Select } from "../parts/field.js";
import { Part, Secret } from "./part.js";

const TYPES = [
  { value: "hex", label: "Hexadecimal" },
  { value: "base64", label: "Base64" },
  { value: "timestamped", label: "t=…, v1=…" },
];
const MOST = 5;

export function OwnSignatures({ headers, onChange }) {
  const set = (i) => (to) => onChange(headers.map((each, n) => (n === i ? to : each)));
  return html`<div class="stack tight">
    ${headers.map((each, i) => {
      const here = { pointer: `/signature/headers/${i}`, of: each, set: set(i) };
      return html`<fieldset class="card stack tight" key=${i}><div class="line apart">
        <legend class="strong">Signature in a header of your own</legend>
          <${Button} small kind="quiet" icon="close" label="Remove signature ${i + 1}"
              onClick=${() => onChange(headers.filter((_, n) => n !== i))} /></div>
        <div class="two"><${Part} ...${here} name="name" label="Header" /><${Part} ...${here} name="type" as=${Select} label="Form"
            options=${TYPES} /></div>
        <div class="two">${each.type !== "timestamped" && html`<${Part} ...${here} name="prefix" label="Prefix" optional />`}
          <${Secret} ...${here} name="secret" label="Secret" optional /></div></fieldset>`;
    })}
    ${headers.length < MOST && html`<div><${Button} small icon="plus" kind="quiet"
        onClick=${() => onChange([...headers, { name: "X-Signature", type: "hex", prefix: "" }])}>A signature in a header of your own</${Button}></div>`}
  </div>`;
}
