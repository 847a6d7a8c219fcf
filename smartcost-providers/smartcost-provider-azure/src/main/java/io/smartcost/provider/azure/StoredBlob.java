package io.smartcost.provider.azure;

import java.time.Instant;

/** A blob as a listing tells it. */
record StoredBlob(String name, String etag, long size, Instant modified) {}
