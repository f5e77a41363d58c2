// A token server: OAuth 2 client credentials, or whatever the customer's own server wants.

import { html } from "../core/html.js";
import { Select } from "../parts/field.js";
import { Part, Secret } from "./part.js";
import { Rows } from "./rows.js";

const options = (...pairs) => pairs.map(([value, label]) => ({ value, label }));

export function Token(here) {
  const own = here.of.type === "token";
  return html`<div class="stack">
    <${Part} ...${here} name="url" label="Token URL" mono inputmode="url" placeholder="https://example.com/oauth/token" />
    <div class="two"><${Part} ...${here} name="client_id" label="Client id" /><${Secret} ...${here} name="client_secret"
        label="Client secret" /></div>
    ${own ? html`<${Own} ...${here} />` : html`<div class="two"><${Part} ...${here} name="scope" label="Scope" optional />
      <${Part} ...${here} name="send_as" as=${Select} label="Credentials in"
          options=${options(["basic", "Authorization header"], ["form", "Form of the body"])} /></div>`}
  </div>`;
}

function Own(here) {
  const rows = (name) => (list) => here.set({ ...here.of, [name]: list });
  return html`<div class="two"><${Part} ...${here} name="method" as=${Select} label="Method"
      options=${options(["POST", "POST"], ["GET", "GET"])} />
      <${Part} ...${here} name="send_as" as=${Select} label="Credentials in"
          options=${options(["form", "Form or query"], ["json", "JSON body"], ["basic", "Authorization header"])} /></div>
    <div class="two"><${Part} ...${here} name="token_path" label="Token in the answer at" mono /><${Part} ...${here}
        name="expires_in_path" label="Seconds it lasts at" mono />
      <${Part} ...${here} name="lifetime" label="Else it lasts" hint="Such as 10m" /></div>
    <div class="two"><${Part} ...${here} name="header" label="Sent in the header" /><${Part} ...${here} name="prefix"
        label="Prefix" /></div>
    <details><summary>Further headers and parameters of the token call</summary><div class="stack">
      <p class="strong small">Headers</p><${Rows} pointer="/auth/headers" what="Token header" plain secrets rows=${here.of.headers ?? []}
          onChange=${rows("headers")} />
      <p class="strong small">Parameters</p><${Rows} pointer="/auth/parameters" what="Token parameter" plain secrets
          rows=${here.of.parameters ?? []} onChange=${rows("parameters")} />
    </div></details>`;
}
