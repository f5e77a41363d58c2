// Search: pages, profiles by title, callbacks by id or reference; by keyboard alone if one likes.

import { html, useEffect, useState } from "../core/html.js";
import { go, link } from "../core/route.js";
import { profiles } from "../core/api.js";
import { Dialog } from "../parts/dialog.js";
import { Icon } from "../parts/icon.js";

const MOST = 6;

function guesses(text, places) {
  const wanted = text.trim();
  if (/^cb_[0-9a-z]{26}$/.test(wanted)) return [{ icon: "callbacks", label: `Callback ${wanted}`, to: ["callbacks", { open: wanted }] }];
  if (/^cbp_[0-9a-z]{26}$/.test(wanted)) return [{ icon: "profiles", label: `Profile ${wanted}`, to: [`profiles/${wanted}`] }];
  const found = places
    .filter((each) => each.title.toLowerCase().includes(wanted.toLowerCase()))
    .map((each) => ({ icon: each.id, label: each.title, to: [each.id] }));
  if (wanted) found.push({ icon: "callbacks", label: `Callbacks with the reference “${wanted}”`, to: ["callbacks", { reference: wanted }] });
  return found;
}

export function Finder({ places, onClose }) {
  const [text, setText] = useState("");
  const [titled, setTitled] = useState([]);
  const [at, setAt] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(() => profiles.list({ title: text.trim(), limit: MOST }, abort.signal)
      .then((found) => setTitled(found.data), () => {}), 120);
    return () => { clearTimeout(timer); abort.abort(); };
  }, [text]);
  const all = [
    ...titled.map((each) => ({ icon: "profiles", label: each.title, more: each.url, to: [`profiles/${each.id}`] })),
    ...guesses(text, places),
  ];
  const choose = (one) => { onClose(); go(...one.to); };
  const press = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); setAt((n) => (n + step + all.length) % all.length); }
    if (event.key === "Enter" && all[at]) { event.preventDefault(); choose(all[at]); }
  };
  return html`<${Dialog} title="Search" onClose=${onClose}><div class="inside finder">
    <input class="input" type="search" role="combobox" aria-expanded="true" aria-controls="found"
        aria-label="Search profiles, callbacks and pages"
      aria-activedescendant="found-${at}" placeholder="A title, an id, a reference, a page" value=${text}
      onInput=${(event) => { setText(event.target.value); setAt(0); }} onKeyDown=${press} autofocus />
    <div class="options" role="listbox" id="found" aria-label="Found">
      ${all.map((one, i) => html`<a role="option" tabindex="-1" id="found-${i}" aria-selected=${i === at ? "true" : "false"}
          href=${link(...one.to)}
        onClick=${onClose}><${Icon} name=${one.icon} /><span class="cut">${one.label}</span>
          <span class="cut faint small">${one.more}</span></a>`)}
    </div>
  </div></${Dialog}>`;
}
