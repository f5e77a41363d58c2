// Callback Required Options: what the answer must bring, for chatbots and whoever else works with it.

import { html } from "../core/html.js";
import { Switch, Text } from "../parts/field.js";
import { useErrors } from "./errors.js";
import { fields } from "./text.js";

export function Required({ draft, set }) {
  const { response } = draft;
  const to = (changes) => set({ response: { ...response, ...changes } });
  return html`<section class="section stack"><h2>Callback Required Options</h2>
    <${Switch} label="Enable callback required options" checked=${response.required} onChange=${(required) => to({ required })}
      hint="For chatbots and others that need the answer: a callback counts as delivered only when your server answers with a body. The answer is kept with the attempt." />
    ${response.required && html`<${Text} label="Fields that the answer must have" optional mono placeholder="reply.text"
      value=${response.typed ?? (response.fields ?? []).join(", ")}
      onInput=${(typed) => to({ typed, fields: fields(typed) })} ...${useErrors("/response")}
      hint="Places in JSON such as reply.text or messages[0].text. None means that any body will do." />`}
  </section>`;
}
