package io.smartcost.provider.focus;

import io.smartcost.spi.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Which files of a folder are read. */
interface FileChoice {
    /**
     * The files, always in the same order.
     *
     * @param refused takes what is meant to be read and cannot be
     */
    List<InputFile> files(Path root, Consumer<Refusal> refused) throws IOException;
}
