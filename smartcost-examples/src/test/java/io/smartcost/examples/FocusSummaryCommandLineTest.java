package io.smartcost.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FocusSummaryCommandLineTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FOLDER --by NOTHING                          | No dimension is called 'NOTHING'. Take one of [DAY
            FOLDER --by SERVICE,SERVICE                  | groups by each dimension once
            FOLDER --by DAY,SERVICE,REGION,SKU,RESOURCE  | at most 4 dimensions
            FOLDER --by tag:                             | A tag needs a key
            FOLDER --metric COST                         | Take one of [BILLED, EFFECTIVE, LIST, CONTRACTED]
            FOLDER --from 1.7.2026                       | --from needs a day such as 2026-08-01, got '1.7.2026'
            FOLDER --from 2026-08-01 --to 2026-08-01     | the end is exclusive
            FOLDER --to                                  | --to needs a value after it
            FOLDER --jsn                                 | There is no option --jsn
            FOLDER FOLDER                                | One folder or file is needed, got [
            --json                                       | One folder or file is needed, got none
            FOLDER/nowhere                               | There is no folder or file
            """)
    void what_is_wrong_with_the_command_line_is_said_on_standard_error(String args, String complaint) {
        Output output = Output.of(args.replace("FOLDER", folder.toString()).split(" "));

        assertThat(output.exitCode()).isEqualTo(2);
        assertThat(output.out()).isEmpty();
        assertThat(output.errors())
                .startsWith("FocusSummary: ")
                .contains(complaint)
                .contains("--help");
    }

    @Test
    void options_may_have_an_equals_sign_and_names_any_case() {
        assertThat(SummaryOptions.parse(folder.toString(), "--by=service, tag:Env", "--metric=list"))
                .isEqualTo(SummaryOptions.parse("--metric", "LIST", "--by", "SERVICE,tag:env", folder.toString()));
    }

    @Test
    void help_is_no_error() {
        Output output = Output.of("--help");

        assertThat(output.exitCode()).isZero();
        assertThat(output.out()).startsWith("Usage: FocusSummary <folder or file>");
    }

    @Test
    void a_folder_without_files_has_no_rows() throws IOException {
        Files.createDirectory(folder.resolve("empty.csv"));

        assertThat(Output.of(folder.toString(), "--json").out().strip())
                .isEqualTo("{\"rowsRead\":0,\"rowsRefused\":0,\"refusals\":[],\"totals\":[],\"groups\":[]}");
        assertThat(Output.of(folder.toString()).out()).contains("0 rows of 0 files read");
    }

    @Test
    void progress_is_shown_to_a_person_who_has_waited() throws IOException {
        AtomicLong now = new AtomicLong();
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        ReadingProgress progress = new ReadingProgress(true, new PrintStream(shown, true), now::get);
        progress.begin(4_000_000);
        InputStream file = progress.watch(new ByteArrayInputStream(new byte[4_000_000]));

        file.readNBytes(1_000_000);
        assertThat(shown.size()).isZero();
        now.set(2_000_000_000L);
        file.readNBytes(1_000_000);
        progress.end();

        assertThat(shown.toString()).contains("% of 4 MB read").endsWith("\r");
    }
}
