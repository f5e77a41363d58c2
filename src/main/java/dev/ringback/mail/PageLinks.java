package dev.ringback.mail;

import dev.ringback.domain.ProfileId;
import dev.ringback.http.TimeText;
import dev.ringback.report.Period;

/** Where on the page more is to be seen, filtered accordingly. */
record PageLinks(String base) {
    String failed(ProfileId profile, Period period) {
        return base + "/#/callbacks?state=failed&profile_id=" + profile + "&" + range(period);
    }

    String report(Period period) {
        return base + "/#/reports?" + range(period);
    }

    String profile(ProfileId profile) {
        return base + "/#/profiles/" + profile;
    }

    private static String range(Period period) {
        return "from=" + TimeText.format(period.from()) + "&to=" + TimeText.format(period.to());
    }
}
