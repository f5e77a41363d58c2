package dev.ringback.domain.template.markup;

import java.util.Set;

/** The elements and attributes of HTML that matter to templates: all elements, today's and yesterday's. */
final class HtmlNames {
    static final Set<String> ELEMENTS = words("""
            a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br button
            canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset
            figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins
            isindex kbd keygen label legend li link listing main map mark marquee math menu menuitem meta meter multicol nav nextid
            nobr noembed noframes noscript object ol optgroup option output p param picture plaintext pre progress q rb rp rt rtc
            ruby s samp script search section select slot small source spacer span strike strong style sub summary sup svg table
            tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp""");

    /** Their content is one text. */
    static final Set<String> TEXT_ONLY = Set.of("title", "textarea");
    /** A line break right behind their start tag is dropped. */
    static final Set<String> DROP_LINE_BREAK = Set.of("pre", "textarea", "listing");

    static final Set<String> SCRIPTS = Set.of("script", "style");
    /** Their content is taken as it is; there is no way to write every value in it. */
    static final Set<String> RAW = Set.of("iframe", "noembed", "noframes", "plaintext", "xmp");

    static final Set<String> ADDRESSES =
            words("action background cite data formaction href longdesc ping poster src xlink:href");

    private HtmlNames() {}

    private static Set<String> words(String words) {
        return Set.of(words.split("\\s+"));
    }
}
