// TLS: our certificate, for receivers that ask who calls, and whom we trust.

import { html } from "../core/html.js";
import { Area, Check } from "../parts/field.js";
import { useErrors } from "./errors.js";
import { Secret } from "./part.js";

const Pem = ({ name, label, hint, of, set }) => html`<${Area} label=${label} optional rows="3" hint=${hint} value=${of[name]}
    placeholder="-----BEGIN …"
  onInput=${(value) => set({ ...of, [name]: value || null })} ...${{ error: useErrors(`/tls/${name}`).error }} />`;

export function Tls({ draft, set }) {
  const of = draft.tls ?? { verify: true };
  const here = { pointer: "/tls", of, set: (tls) => set({ tls }) };
  const used = of.certificate || of.key || of.trust || of.verify === false;
  const { error } = useErrors("/tls/verify");
  return html`<details open=${Boolean(used)}><summary>TLS certificates</summary><div class="stack">
    <${Pem} ...${here} name="certificate" label="Client certificate"
        hint="For receivers that ask for one. PEM, with its chain behind it." />
    <${Pem} ...${here} name="key" label="Its private key" hint="PEM. Once stored it is shown as a mask." />
    <${Secret} ...${here} name="key_passphrase" label="Passphrase of the key" optional />
    <${Pem} ...${here} name="trust" label="Authorities to trust" hint="Instead of those of the system. PEM." />
    <${Check} label="Check the receiver's certificate" checked=${of.verify ?? true} onChange=${(verify) => here.set({ ...of, verify })} />
    ${error && html`<p class="error">${error}</p>`}
  </div></details>`;
}
