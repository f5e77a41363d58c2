// The callback report by mail, and mails about profiles that fail.

import { html, useEffect, useState } from "../core/html.js";
import { settings } from "../core/api.js";
import { useLoad } from "../core/load.js";
import { titleOf } from "../core/titles.js";
import { exact } from "../core/format.js";
import { may } from "../core/session.js";
import { Button } from "../parts/button.js";
import { State } from "../parts/chip.js";
import { Area, Check, Choice, Field, Switch } from "../parts/field.js";
import { Loading, Note, Trouble } from "../parts/states.js";
import { attempt, say } from "../parts/toast.js";

const FREQUENCIES = ["daily", "weekly", "monthly"].map((value) => ({ value, label: value[0].toUpperCase() + value.slice(1) }));
const ZONES = Intl.supportedValuesOf ? ["UTC", ...Intl.supportedValuesOf("timeZone").filter((each) => each !== "UTC")] : ["UTC"];
const KINDS = { report: "Report", asked: "Report, asked for", auto_disabled: "Profile disabled", failing: "Profile failing", recovered: "Profile recovered" };

const addresses = (text) => text.split(/[\s,;]+/).filter(Boolean);
const said = (error, name) => error?.errors?.filter((each) => each.pointer.startsWith(`/${name}`)).map((each) => each.detail).join(" ") || undefined;

/** A form over a setting: what was read, what is typed, what was refused. */
function useForm(read, write) {
  const loaded = useLoad(read, []);
  const [typed, setTyped] = useState(null);
  const [error, setError] = useState(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (loaded.data && !typed) setTyped({ ...loaded.data, recipients: loaded.data.recipients.join("\n") });
  }, [loaded.data]);
  const set = (changes) => { setTyped({ ...typed, ...changes }); setError(null); };
  const save = async () => {
    setBusy(true);
    try {
      loaded.set(await write({ ...typed, recipients: addresses(typed.recipients) }));
      setError(null);
      say("Saved");
      setBusy(false);
      return true;
    } catch (failure) {
      setError(failure);
      setBusy(false);
      return false;
    }
  };
  return { loaded, typed, set, save, error, busy };
}

const Recipients = ({ form }) => html`<${Area} label="Recipients" rows="3" value=${form.typed.recipients}
    onInput=${(recipients) => form.set({ recipients })}
  error=${said(form.error, "recipients")} hint="At most 10, one a line. Each gets a mail of its own." placeholder="anna@example.com" />`;

const Other = ({ error, known }) => {
  const rest = error && (!error.errors?.length ? error.message : error.errors.filter((each) => !known.some((name) => each.pointer.startsWith(`/${name}`))).map((each) => each.detail).join(" "));
  return rest ? html`<${Note} kind="bad" role="alert">${rest}</${Note}>` : null;
};

const Mail = ({ of }) => (of && !of.ready ? html`<${Note} kind="warn" title="Mail is not set up">${of.detail}</${Note}>` : null);

function Report() {
  const form = useForm(settings.report, ({ enabled, frequency, recipients, time_zone }) => settings.putReport({ enabled, frequency, recipients, time_zone }));
  const { loaded, typed, set, busy, error } = form;
  if (loaded.error) return html`<${Trouble} error=${loaded.error} what="The setting" onRetry=${loaded.reload} />`;
  if (!typed) return html`<${Loading} rows="4" />`;
  const save = (event) => { event.preventDefault(); form.save(); };
  const send = async () => {
    if (!(await form.save())) return;
    if (await attempt(() => settings.sendReport(), "The report of the period so far goes out now")) setTimeout(loaded.reload, 1500);
  };
  return html`<form class="card stack" onSubmit=${save} aria-label="Callback report">
    <h2>Callback report</h2><p class="soft">A mail with the count of all delivered and failed callbacks.</p>
    <${Mail} of=${loaded.data?.mail} />
    <${Switch} label="Callback report" hint=${typed.enabled ? "On" : "Off"} checked=${typed.enabled}
        onChange=${(enabled) => set({ enabled })} />
    <${Choice} label="Frequency" value=${typed.frequency} options=${FREQUENCIES} onChange=${(frequency) => set({ frequency })}
        error=${said(error, "frequency")} />
    <${Recipients} form=${form} />
    <${Field} label="Time zone" hint="By its calendar days, weeks and months are counted." error=${said(error, "time_zone")}>
      ${(ties) => html`<select class="input" value=${typed.time_zone} onChange=${(event) => set({ time_zone: event.target.value })}
          ...${ties}>
        ${[...new Set([typed.time_zone, ...ZONES])].map((zone) => html`<option value=${zone}
            selected=${zone === typed.time_zone}>${zone}</option>`)}</select>`}</${Field}>
    <${Other} error=${error} known=${["recipients", "frequency", "time_zone"]} />
    ${may("admin") && html`<div class="line"><${Button} type="submit" kind="main" busy=${busy}>Save</${Button}><${Button} icon="send"
        onClick=${send}>Save and send one now</${Button}></div>`}
  </form><${Sent} mails=${loaded.data?.mails ?? []} />`;
}

function Sent({ mails }) {
  if (!mails.length) return null;
  return html`<section class="card stack"><h2>Last mails</h2><ul class="stack">${mails.map((mail) => html`<li class="stack tight">
    <div class="line apart">
      <span class="strong">${KINDS[mail.kind] ?? mail.kind}${mail.profile_id ? html`: ${titleOf(mail.profile_id)}` : ""}</span>
      <span class="small faint">${exact(mail.created_at)}</span></div>
    ${mail.copies.map((copy) => html`<div class="line"><${State} of=${copy.state} />
      <span class="soft">${copy.recipient}</span>${copy.error && html`<span
        class="small bad">${copy.error}</span>`}</div>`)}</li>`)}</ul></section>`;
}

function Profiles() {
  const form = useForm(settings.notifications, ({ recipients, profile_auto_disabled, profile_failing, profile_recovered }) =>
    settings.putNotifications({ recipients, profile_auto_disabled, profile_failing, profile_recovered }));
  const { loaded, typed, set, busy, error } = form;
  if (loaded.error) return html`<${Trouble} error=${loaded.error} what="The setting" onRetry=${loaded.reload} />`;
  if (!typed) return html`<${Loading} rows="4" />`;
  const save = (event) => { event.preventDefault(); form.save(); };
  const kind = (name, label) => html`<${Check} label=${label} checked=${typed[name]} onChange=${(on) => set({ [name]: on })} />`;
  return html`<form class="card stack" onSubmit=${save} aria-label="Profiles that fail">
    <h2>Profiles that fail</h2><p class="soft">Told at once, but at most once an hour about a profile.</p>
    <${Mail} of=${loaded.data?.mail} /><${Recipients} form=${form} />
    <div>${kind("profile_auto_disabled", "A profile was disabled by itself")}${kind("profile_failing", "More than half of its attempts fail")}${kind("profile_recovered", "It delivers again")}</div>
    <${Other} error=${error} known=${["recipients"]} />
    ${may("admin") && html`<div><${Button} type="submit" kind="main" busy=${busy}>Save</${Button}></div>`}</form>`;
}

export const Notifications = () => html`<div class="cards"><div class="stack"><${Report} /></div>
  <div class="stack"><${Profiles} /></div></div>`;
