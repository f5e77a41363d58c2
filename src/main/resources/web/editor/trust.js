// How a receiver knows who calls, and who can read what it is sent: authentication, encryption, signature.

import { html } from "../core/html.js";
import { Area, Check, Choice, Select, Switch } from "../parts/field.js";
import { fields } from "./text.js";
import { useErrors } from "./errors.js";
import { Part, Secret } from "./part.js";
import { Tls } from "./tls.js";
import { Token } from "./token.js";
import { OwnSignatures } from "./signatures.js";

const KINDS = [["none", "None"], ["basic", "Basic"], ["header", "Header"], ["query", "Query"], ["oauth2", "OAuth 2"], ["token", "Token"]]
  .map(([value, label]) => ({ value, label }));
const BEGIN = {
  none: {}, basic: { user: "", password: "" }, header: { name: "X-Api-Key", value: "" }, query: { name: "key", value: "" },
  oauth2: { url: "", client_id: "", client_secret: "", send_as: "basic" },
  token: { url: "", method: "POST", client_id: "", client_secret: "", send_as: "form", token_path: "access_token", expires_in_path: "expires_in", lifetime: "10m", header: "Authorization", prefix: "Bearer" },
};
const EXPLAINED = {
  none: "The callback carries nothing that proves who calls, but its signature.",
  basic: "User and password in the Authorization header.",
  header: "A header of your choice, such as an API key.",
  query: "A parameter of the URL. Prefer a header: URLs end up in logs.",
  oauth2: "A token by client credentials from an OAuth 2 server, fetched when needed and kept until it expires.",
  token: "A token from your own server, fetched as you describe it.",
};
const AES = ["AES-256-GCM", "AES-192-GCM", "AES-128-GCM", "AES-256-CFB", "AES-192-CFB", "AES-128-CFB"];

export function Authentication({ draft, set }) {
  const { auth } = draft;
  const { error } = useErrors("/auth/type");
  const here = { pointer: "/auth", of: auth, set: (to) => set({ auth: to }) };
  return html`<section class="section stack"><h2>Authentication</h2>
    <${Choice} label="Kind of authentication" hidden value=${auth.type} options=${KINDS} error=${error}
        onChange=${(type) => set({ auth: { type, ...BEGIN[type] } })} />
    <p class="hint">${EXPLAINED[auth.type]}</p>
    ${auth.type === "basic" && html`<div class="two"><${Part} ...${here} name="user" label="User" /><${Secret} ...${here} name="password"
        label="Password" /></div>`}
    ${(auth.type === "header" || auth.type === "query") && html`<div class="two"><${Part} ...${here} name="name"
        label="Name" /><${Secret} ...${here} name="value" label="Value" /></div>`}
    ${(auth.type === "oauth2" || auth.type === "token") && html`<${Token} ...${here} />`}
    <${Tls} ...${{ draft, set }} />
  </section>`;
}

export function Encryption({ draft, set }) {
  const { encryption } = draft;
  const to = (changes) => set({ encryption: { ...encryption, ...changes } });
  const here = { pointer: "/encryption", of: encryption, set: (all) => set({ encryption: all }) };
  const aes = AES.includes(encryption.algorithm ?? AES[0]);
  const turn = (enabled) => to({ enabled, algorithm: encryption.algorithm ?? AES[0] });
  const change = (algorithm) => to(AES.includes(algorithm) ? { algorithm, public_key: undefined, mode: undefined }
    : { algorithm, mode: undefined, key: undefined, iv: undefined, variables: undefined });
  return html`<section class="section stack"><h2>Encryption</h2>
    <${Switch} label="Enable encryption" hint="Only your server can read what is sent, even behind proxies and in logs."
        checked=${encryption.enabled} onChange=${turn} />
    ${encryption.enabled && html`<div class="two">
      <${Part} ...${here} name="algorithm" as=${Select} label="Algorithm" onInput=${change}
        options=${[...AES.map((each) => ({ value: each, label: `${each}: single values` })), { value: "RSA-OAEP-256", label: "RSA-OAEP-256: whole body" }, { value: "ECDH-ES", label: "ECDH-ES: whole body" }]} />
      ${aes && html`<${Part} ...${here} name="mode" as=${Select} label="Initialisation vector"
          value=${encryption.mode ?? (encryption.algorithm?.endsWith("CFB") ? "compatible" : "random")}
        options=${[{ value: "random", label: "A new one for each value" }, { value: "compatible", label: "Always the same (compatible)" }]} />`}</div>
      ${aes ? html`<${Aes} ...${here} />` : html`<${PublicKey} ...${here} />`}`}
  </section>`;
}

function Aes({ of, ...here }) {
  const bytes = { 128: 16, 192: 24, 256: 32 }[(of.algorithm ?? "AES-256").slice(4, 7)];
  const same = (of.mode ?? (of.algorithm?.endsWith("CFB") ? "compatible" : "random")) === "compatible";
  return html`<div class="two"><${Secret} ...${here} of=${of} name="key" label="Key"
      hint="${bytes} characters. What is stored is shown as a mask." />
      ${same && html`<${Secret} ...${here} of=${of} name="iv" label="IV"
          hint="${of.algorithm?.endsWith("GCM") ? 12 : 16} characters" />`}</div>
    <${Part} ...${here} of=${of} name="variables" optional label="Only these variables" value=${(of.variables ?? []).join(" ")}
        placeholder="<message> <recipient>"
      hint="None means all." onInput=${(text) => here.set({ ...of, variables: fields(text).length ? fields(text) : undefined })} />`;
}

function PublicKey({ of, ...here }) {
  const shown = typeof of.public_key === "object" && of.public_key ? JSON.stringify(of.public_key, null, 2) : of.public_key;
  return html`<${Part} ...${here} of=${of} name="public_key" as=${KeyText} label="Your public key" value=${shown}
      hint="In PEM, or as a JWK. The body is sent as a JWE." />`;
}

const KeyText = (props) => html`<${Area} rows="5" placeholder="-----BEGIN PUBLIC KEY-----" ...${props} />`;

export function Signature({ draft, set, rotate }) {
  const { signature } = draft;
  const to = (changes) => set({ signature: { ...signature, ...changes } });
  const schemes = signature.schemes ?? ["v1"];
  const turn = (scheme, on) => to({ schemes: ["v1", "v1a"].filter((each) => (each === scheme ? on : schemes.includes(each))) });
  const { error } = useErrors("/signature/schemes", "/signature/enabled");
  return html`<section class="section stack"><h2>Signature</h2>
    <${Switch} label="Sign callbacks"
        hint="By the Standard Webhooks specification, so that your server can check who calls and that nothing was changed."
      checked=${signature.enabled} onChange=${(enabled) => to({ enabled })} />
    ${signature.enabled && html`<div class="stack">
      <div class="events"><${Check} label="v1, HMAC-SHA256" checked=${schemes.includes("v1")} onChange=${(on) => turn("v1", on)} />
        <${Check} label="v1a, Ed25519" checked=${schemes.includes("v1a")} onChange=${(on) => turn("v1a", on)} /></div>
      ${error && html`<p class="error">${error}</p>`}
      <${OwnSignatures} headers=${signature.headers ?? []} onChange=${(headers) => to({ headers })} />
      ${rotate}</div>`}
  </section>`;
}
