// Settings: who is told what by mail, and who may use the API.

import { html } from "../core/html.js";
import { link } from "../core/route.js";
import { PageHead } from "../shell.js";
import { Empty } from "../parts/states.js";
import { Notifications } from "../settings/notifications.js";
import { Keys } from "../settings/keys.js";
import { Mails } from "../settings/mails.js";

const TABS = { notifications: ["Notifications", Notifications], keys: ["API keys", Keys], mails: ["Caught mails", Mails] };

export function Page({ path }) {
  const at = path[1] ?? "notifications";
  const Tab = Object.hasOwn(TABS, at) && TABS[at][1];
  return html`<${PageHead} title="Settings" />
    <nav class="tabs filters" aria-label="Settings">${Object.entries(TABS).map(([id, [title]]) => html`<a href=${link(`settings/${id}`)}
        aria-current=${id === at ? "page" : undefined}>${title}</a>`)}</nav>
    ${Tab ? html`<${Tab} />` : html`<${Empty} title="There is no such setting" />`}`;
}
