package io.smartcost.provider.focus;

import io.smartcost.model.Completeness;
import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import io.smartcost.model.SourceAccount;
import io.smartcost.spi.CostProvider;
import io.smartcost.spi.CostReceiver;
import io.smartcost.spi.RetryableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Costs from FOCUS files that lie in a folder: the exports of a cloud, copied there. The folder is one source account, whatever
 * number of billing accounts its records have. Which rows are read, and how, see {@link FocusReader}.
 *
 * <p>The files together hold each charge once: where a folder keeps several deliveries of one month, choose with {@link
 * #listedIn} or {@link #matching}, because reading all of them would count the month several times.
 *
 * <p><b>Days.</b> The days from the first to the last that begins a charge in any of the files are sent, those without charges as
 * empty partitions. A day is {@code PARTIAL} if it is not over, if a row of it was refused, or if a refused row may be of it: a
 * row whose day cannot be read may be of any day of the calendar months that its file has charges in; what is missing of a file
 * that breaks off, or of a file that is listed but not there, may be of any day. Other days are {@code FINAL} if 15 days have
 * passed since their calendar month ended ({@link #finalAfter}), and {@code ESTIMATED} before.
 *
 * <p><b>Refusals.</b> Each row that cannot be read is refused once in a fetch, unless its day can be read and was not asked for.
 *
 * <p><b>Room.</b> A fetch reads every file once and holds up to 16 MiB of rows; beyond that the rows of the asked days go to a
 * folder under {@code java.io.tmpdir}, readable by this user only, which is gone when the fetch ends.
 *
 * <p>Immutable and thread-safe.
 */
public final class FocusFiles implements CostProvider {
    private static final int DAYS_UNTIL_FINAL = 15;

    private final Path root;
    private final String id;
    private final FileChoice choice;
    private final Clock clock;
    private final int finalAfter;

    private FocusFiles(Path root, String id, FileChoice choice, Clock clock, int finalAfter) {
        this.root = root;
        this.id = id;
        this.choice = choice;
        this.clock = clock;
        this.finalAfter = finalAfter;
    }

    /**
     * Every {@code .csv} and {@code .csv.gz} file of this folder and the folders in it, or one file. The folder is looked at with
     * each fetch, so it need not exist yet.
     */
    public static FocusFiles in(Path folderOrFile) {
        Path root = folderOrFile.toAbsolutePath().normalize();
        Path name = root.getFileName() == null ? root : root.getFileName();
        return new FocusFiles(root, name.toString(), FolderListing.ofCsv(), Clock.systemUTC(), DAYS_UNTIL_FINAL);
    }

    /** Sets the id of the source account, the folder's name otherwise. It is part of the key of all that is stored. */
    public FocusFiles named(String accountId) {
        return new FocusFiles(root, accountId, choice, clock, finalAfter);
    }

    /**
     * Reads the files whose path within the folder matches.
     *
     * @param glob as {@link java.nio.file.FileSystem#getPathMatcher} has it, such as {@code 2026-*}{@code /part-*.csv.gz}
     */
    public FocusFiles matching(String glob) {
        return new FocusFiles(root, id, FolderListing.matching(glob), clock, finalAfter);
    }

    /**
     * Reads the files that these JSON manifests list, each once. Known are those of AWS Data Exports ({@code dataFiles}), of Azure
     * Cost Management exports ({@code blobs[].blobName}) and a plain array of paths, alone or named {@code files}. Bucket and
     * leading folders of a listed path may be missing in the folder. A path that leads out of the folder is refused, and so is a
     * file that is not there.
     *
     * @param manifests absolute, or within the folder
     */
    public FocusFiles listedIn(Path... manifests) {
        return new FocusFiles(root, id, new Manifests(List.of(manifests)), clock, finalAfter);
    }

    /** Takes the time from this clock, to tell how far a day is from being final. */
    public FocusFiles withClock(Clock newClock) {
        return new FocusFiles(root, id, choice, newClock, finalAfter);
    }

    /** Sets after how many days a month that is over will no longer be restated: 15 unless set. */
    public FocusFiles finalAfter(int days) {
        if (days < 0) {
            throw new IllegalArgumentException("finalAfter needs 0 or more days, got " + days);
        }
        return new FocusFiles(root, id, choice, clock, days);
    }

    @Override
    public String name() {
        return "focus";
    }

    @Override
    public List<SourceAccount> accounts() {
        return List.of(new SourceAccount(name(), id));
    }

    /**
     * @throws RetryableException if a file vanishes while it is read, or the rows cannot be put aside
     * @throws SmartCostException if the folder is not there or a file of it may not be read
     */
    @Override
    public void fetch(SourceAccount account, DayRange days, CostReceiver receiver) {
        if (!accounts().contains(account)) {
            throw new IllegalArgumentException(
                    "This folder is the account " + accounts().get(0) + " and not " + account);
        }
        SeenDays seen = new SeenDays(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), finalAfter);
        try (FetchedDays fetched = new FetchedDays(RowFormat.FOCUS, days::contains, receiver, seen)) {
            List<InputFile> files = choice.files(root, refusal -> {
                seen.anyDayIsPartial();
                receiver.refused(refusal);
            });
            for (InputFile file : files) {
                try (InputStream in = Files.newInputStream(file.path())) {
                    fetched.read(in, file.name(), day -> null);
                }
            }
            SortedMap<LocalDate, Completeness> known = new TreeMap<>();
            seen.days(days).forEach(day -> known.put(day, seen.completeness(day)));
            fetched.send(account, known);
        } catch (AccessDeniedException e) {
            throw new SmartCostException(
                    "The file " + e.getFile() + " may not be read. Grant this process access to it", e);
        } catch (IOException e) {
            throw new RetryableException("Reading the files in " + root + " failed (" + e + ")", e);
        }
    }
}
