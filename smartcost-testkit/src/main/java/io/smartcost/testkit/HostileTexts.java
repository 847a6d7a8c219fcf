package io.smartcost.testkit;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Texts on which storage has failed somewhere: each is to be kept, compared and ordered as it is. */
final class HostileTexts {
    /** Short enough for a name. */
    static final List<String> SHORT = List.of(
            "O'Brien \"said\" `so` \\ and \\\\",
            "'; DROP TABLE costs; --",
            "100%",
            "100_",
            "1000",
            "a%c",
            "abc",
            "a_c",
            "(.*)+[^a-z]$|?{2}",
            "prod",
            "Prod",
            "PROD",
            "prod ",
            " prod",
            "pr\u00f3d",
            "pro\u0301d",
            "pr\u00f3d".toUpperCase(Locale.ROOT),
            "stra\u00dfe",
            "strasse",
            "\u0130stanbul I\u0131i",
            "\u05e9\u05dc\u05d5\u05dd \u202eabc\u202c",
            "\ud83d\ude80",
            "\ud83d\udc69\u200d\ud83d\udcbb",
            "\uff5e full width, after which come the emoji",
            "nul\u0000inside",
            "nul",
            "tab\tnew\nline\r\nend",
            "NULL",
            "null",
            "0",
            "00",
            "1E2",
            "true",
            "{\"json\": [1, null]}",
            "a,b;c|d",
            "a/b",
            "a//b/",
            "a#b\u001fc",
            "<b>&amp;</b>",
            "${jndi:x} #{x} {{x}} %s ?",
            "=1+1");

    /** The short ones, and one of 10 kB. */
    static final List<String> ALL = Stream.concat(SHORT.stream(), Stream.of("10 kB \u00e9\ud83d\ude80 ".repeat(800)))
            .toList();

    private HostileTexts() {}
}
