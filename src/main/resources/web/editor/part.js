// Fields of a part of the draft, such as /auth or /encryption, with what the API said of them.

import { html } from "../core/html.js";
import { Select, Text } from "../parts/field.js";
import { useErrors } from "./errors.js";

/** A field of a part of the draft, with its errors. */
export function Part({ pointer, of, name, set, as = Text, onInput, ...rest }) {
  const said = useErrors(`${pointer}/${name}`);
  const Control = as;
  const change = onInput ?? ((value) => set({ ...of, [name]: value }));
  const heard = as === Select ? { onChange: change } : { onInput: change };
  return html`<${Control} value=${of[name]} ...${heard} ...${said} ...${rest} />`;
}

/** Secrets are typed once; what is stored is a mask that stays. */
export const Secret = (props) => html`<${Part} mono type=${String(props.of[props.name] ?? "").includes("•") ? "text" : "password"}
  autocomplete="new-password" hint=${String(props.of[props.name] ?? "").includes("•") ? "Stored. Type over it to change it." : undefined}
      ...${props} />`;
