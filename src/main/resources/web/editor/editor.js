// The editor: the form in the guide's order, variables to insert, and the request as it will be sent, all in one view.

import { html, useEffect, useMemo, useRef, useState } from "../core/html.js";
import { go, guardLeaving } from "../core/route.js";
import { eventsOf } from "../core/channels.js";
import { profiles } from "../core/api.js";
import { forgetRecent } from "../core/titles.js";
import { Button } from "../parts/button.js";
import { Note } from "../parts/states.js";
import { confirm } from "../parts/dialog.js";
import { say } from "../parts/toast.js";
import { Choice } from "../parts/field.js";
import { draftOf, fieldsOf } from "./draft.js";
import { Errors, fieldName } from "./errors.js";
import { About, Address } from "./request.js";
import { Authentication, Encryption, Signature } from "./trust.js";
import { Required } from "./required.js";
import { Delivery } from "./delivery.js";
import { Variables } from "./variables.js";
import { Preview, usePreview } from "./preview.js";
import { Tested } from "./tested.js";

const roomy = matchMedia("(min-width: 1400px)");

function useRoomy() {
  const [is, setIs] = useState(roomy.matches);
  useEffect(() => {
    const look = () => setIs(roomy.matches);
    roomy.addEventListener("change", look);
    return () => roomy.removeEventListener("change", look);
  }, []);
  return is;
}

/** Asks before what was typed is lost. */
function useGuard(changed) {
  useEffect(() => {
    if (!changed) return undefined;
    guardLeaving(async (leave) => {
      const sure = await confirm({ title: "Leave without saving?", text: "What you changed in this profile is lost.", agree: "Leave", danger: true });
      if (sure) leave();
    });
    return () => guardLeaving(null);
  }, [changed]);
}

/** @param {{profile: object | null, from?: object, onSaved: (profile: object) => void, rotate?: any}} props  from: what a new one begins with */
export function Editor({ profile, from, onSaved, rotate }) {
  const start = useMemo(() => draftOf(profile ?? from), [profile, from]);
  const [draft, setDraft] = useState(start);
  const [said, setSaid] = useState(null);
  const [busy, setBusy] = useState("");
  const [tested, setTested] = useState(null);
  const [sample, setSample] = useState({});
  const [tab, setTab] = useState("preview");
  const [shown, setShown] = useState(false);
  const form = useRef(null);
  const wide = useRoomy();
  const fields = fieldsOf(draft);
  const saved = useMemo(() => JSON.stringify(fieldsOf(start)), [start]);
  const changed = JSON.stringify(fields) !== saved;
  useGuard(changed && busy !== "saving" && busy !== "saved");
  useEffect(() => setDraft(start), [start]);

  const events = eventsOf(draft.channel).filter((each) => !draft.events.length || draft.events.includes(each.id));
  const event = events.some((each) => each.id === sample.event) ? sample.event : events[0]?.id;
  const toSend = { ...(profile ? { id: profile.id } : {}), ...fields, title: fields.title || undefined, ...(event ? { event } : {}), ...(sample.data ? { data: sample.data } : {}) };
  const preview = usePreview(toSend);
  const live = (preview.refusal?.errors ?? []).filter((each) => isTyped(draft, each.pointer));
  const told = {
    errors: said?.errors?.length ? merge(said.errors, live) : live,
    warnings: preview.shown?.warnings ?? [],
    claimed: new Set(),
  };
  const set = (changes) => {
    setDraft((old) => ({ ...old, ...changes }));
    if (said) setSaid({ ...said, errors: said.errors.filter((each) => !Object.keys(changes).some((name) => each.pointer.startsWith(`/${name}`))) });
  };

  const refused = (failure) => {
    setSaid(failure);
    requestAnimationFrame(() => form.current?.querySelector('[aria-invalid="true"], .note.bad')?.focus?.());
    if (!failure.errors?.length) say(failure.message, { bad: true });
  };
  const save = async (submit) => {
    submit?.preventDefault();
    setBusy("saving");
    setSaid(null);
    try {
      const { channel, ...patch } = fields;
      const result = profile ? await profiles.change(profile.id, profile.version, patch) : await profiles.create(fields);
      guardLeaving(null);
      forgetRecent();
      setBusy(profile ? "" : "saved");
      onSaved(result);
    } catch (failure) {
      refused(failure);
      setBusy("");
    }
  };
  const test = async () => {
    setBusy("testing");
    setSaid(null);
    setTab("preview");
    setShown(true);
    try {
      setTested(await profiles.test(toSend));
    } catch (failure) {
      refused(failure);
    }
    setBusy("");
  };
  useEffect(() => {
    const press = (key) => {
      if ((key.metaKey || key.ctrlKey) && key.key.toLowerCase() === "s") { key.preventDefault(); save(); }
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  });

  const side = tested ? html`<${Tested} of=${tested} onClose=${() => setTested(null)} />`
    : html`<${Preview} state=${preview} empty=${!draft.url} data=${sample.data} onData=${(data) => setSample({ ...sample, data })} events=${events}
        event=${event} onEvent=${(one) => setSample({ event: one })} />`;
  return html`<${Errors.Provider} value=${told}><form ref=${form} class="editor ${wide ? "three" : ""}" onSubmit=${save} novalidate>
    <div class="stack wide">
      <${About} ...${{ draft, set }} fixed=${Boolean(profile)} /><${Address} ...${{ draft, set }} />
      <${Authentication} ...${{ draft, set }} /><${Encryption} ...${{ draft, set }} />
        <${Signature} ...${{ draft, set, rotate }} /><${Required} ...${{ draft, set }} />
        <${Delivery} ...${{ draft, set }} />
      <${Others} said=${said} claimed=${told.claimed} />
      <div class="savebar">
        <${Button} type="submit" kind="main" busy=${busy === "saving"}
            disabled=${profile && !changed}>${profile ? "Save" : "Save profile"}</${Button}>
        <${Button} icon="send" busy=${busy === "testing"} onClick=${test}>Test</${Button}>
        <span class="reveal"><${Button} aria-expanded=${shown ? "true" : "false"}
            onClick=${() => setShown(!shown)}>${shown ? "Hide preview" : "Preview"}</${Button}></span>
        <span class="grow"></span>
        ${changed ? html`<span class="small faint roomy">Unsaved changes</span>` : ""}
        <span class="roomy"><${Button} kind="quiet" onClick=${() => go("profiles")}>Cancel</${Button}></span>
      </div>
    </div>
    ${wide ? html`<div class="aside"><${Variables} draft=${draft} /></div><div class="aside">${side}</div>`
      : html`<div class="aside stack ${shown ? "shown" : ""}"><${Choice} label="Beside the form" hidden value=${tab} onChange=${setTab}
          options=${[{ value: "preview", label: tested ? "Test" : "Preview" }, { value: "variables", label: "Variables" }]} />
        ${tab === "preview" ? side : html`<${Variables} draft=${draft} />`}</div>`}
  </form></${Errors.Provider}>`;
}

const merge = (a, b) => [...a, ...b.filter((each) => !a.some((one) => one.pointer === each.pointer))];

/** While one has not come to a field yet, its emptiness is no error. */
function isTyped(draft, pointer) {
  if (pointer === "/title") return draft.title.length > 0;
  if (pointer === "/url") return draft.url.length > 8;
  if (pointer.startsWith("/auth") || pointer.startsWith("/encryption")) return false;
  return true;
}

/** What was refused of fields that the form does not show. */
function Others({ said, claimed }) {
  if (!said) return null;
  const rest = (said.errors ?? []).filter((each) => !claimed.has(each));
  if (said.errors?.length && !rest.length) return html`<${Note} kind="bad"
      role="alert">Not saved: ${said.errors.length === 1 ? "a field needs" : `${said.errors.length} fields need`} a change; they say which.</${Note}>`;
  return html`<${Note} kind="bad" role="alert"
      title="Not done">${rest.length ? rest.map((each) => html`<p><b>${fieldName(each.pointer)}</b>: ${each.detail}</p>`) : html`<p>${said.message}</p>`}
    ${said.status === 412 && html`<p>Reload to see what was changed, then make your changes again.</p>`}</${Note}>`;
}
