// Fields of a part of the draft, such as /auth or /encryption, with what the API said of them.

import { html } from "../core/html.js";
import { Text } from "../parts/field.js";
import { useErrors } from "./errors.js";

/** A field of a part of the draft, with its errors. */
export function Part({ pointer, of, name, set, as = Text, onInput, ...rest }) {
  const said = useErrors(`${pointer}/${name}`);
  const Control = as;
  const change = onInput ?? ((value) => set({ ...of, [name]: value }));
  return html`<${Control} value=${of[name]} onInput=${change} onChange=${as === Text ? undefined : change} ...${said} ...${rest} />`;
}

/** Secrets are typed once; what is stored is a mask that stays. */
export const Secret = (props) => html`<${Part} mono type=${String(props.of[props.name] ?? "").includes("•") ? "text" : "password"}
  autocomplete="new-password" hint=${String(props.of[props.name] ?? "").includes("•") ? "Stored. Type over it to change it." : undefined} ...${props} />`;
