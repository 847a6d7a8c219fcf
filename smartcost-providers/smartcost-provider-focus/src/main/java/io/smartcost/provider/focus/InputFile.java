package io.smartcost.provider.focus;

import java.nio.file.Path;

/** @param name the path within the folder, with slashes, as refusals call the file */
record InputFile(String name, Path path) {}
